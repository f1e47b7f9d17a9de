"""The demonstration: a legal clock to move. Absent everywhere else."""
