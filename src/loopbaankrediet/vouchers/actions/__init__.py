"""The verbs of vouchers: take a file, contest a line, decide on a contest. The only writers here."""
