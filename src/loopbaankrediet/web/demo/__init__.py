"""The demonstration: personas instead of a sign-in, and a legal clock to move. Absent everywhere else."""
