"""Appropriations of a year: what may be committed, what may be paid."""
