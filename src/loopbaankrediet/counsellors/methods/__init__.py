"""The catalogue of methods, kept by a panel of experts (art. 10, art. 12, 4°; default 20)."""
