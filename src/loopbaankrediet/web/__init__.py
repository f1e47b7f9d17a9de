"""The pages: one folder per audience on one shared frame. Knows HTML and requests, decides nothing."""
