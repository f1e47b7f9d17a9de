"""Backups of the embedded server: sealed copies of the whole, an archive of every change since, and the way back."""
