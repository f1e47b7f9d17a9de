"""The registration file: what a candidate shows, what an officer finds of it, and the decision (art. 12-14)."""
