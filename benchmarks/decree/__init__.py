"""The decree, measured: one person, a population beside code by hand and other frameworks, and a long stream."""
