"""The number of an application as people say it on the phone: LK 100 123."""

import re

LETTERS = "LK"
LONGEST = 15


def file_number(number: int) -> str:
    """100123 -> 'LK 100 123'."""
    return f"{LETTERS} {number:,}".replace(",", " ")


def read_file_number(text: str) -> int | None:
    """The number in 'LK 100 123', 'lk100123' or '100.123'; None when it is none."""
    digits = re.sub(r"[\s.]", "", text.upper()).removeprefix(LETTERS)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST else None
