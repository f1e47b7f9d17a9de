"""The numbers of the watch and the terms to answer, as dated data (`limits.toml`)."""

from datetime import date

from loopbaankrediet.platform.dated_numbers import number_on


def limit(name: str, *, on: date) -> int:
    """The value in force on the day `on`; NumberMissing when there is none."""
    return number_on("oversight", name, on=on)
