"""The terms of messages, as dated data (`limits.toml`)."""

from datetime import date

from loopbaankrediet.platform.dated_numbers import number_on


def message_term(name: str, *, on: date) -> int:
    """The value in force on the day `on`; NumberMissing when there is none."""
    return number_on("messages", name, on=on)
