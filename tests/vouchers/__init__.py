"""The history of vouchers: files of every kind, what counts, what is contested."""
