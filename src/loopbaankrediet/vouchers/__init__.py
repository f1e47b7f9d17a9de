"""The history of career vouchers as VDAB tells it: files, lines and what a citizen contests. Knows no application."""
