"""Chapters 2-3: the application, the decision on the right, and the wallet it fills (art. 3, 4, 34, 43)."""
