"""How large and how many papers may be, as dated data (`limits.toml`)."""

from datetime import date

from loopbaankrediet.platform.dated_numbers import number_on, numbers_of


def upload_limit(name: str, *, on: date) -> int:
    """The value in force on the day `on`; NumberMissing when there is none."""
    return number_on("uploads", name, on=on)


def largest_ever() -> int:
    """The largest file that was ever allowed, in bytes: what the door reads of a file before anybody looks at it."""
    return max(int(one["value"]) for one in numbers_of("uploads")["file_bytes"]["values"])
