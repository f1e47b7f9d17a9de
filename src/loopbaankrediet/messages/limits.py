"""The terms of messages, as dated data (`limits.toml`)."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


class MessageTermMissing(LookupError):
    """No value of this term is in force on that day: enter one in messages/limits.toml."""


def message_term(name: str, *, on: date) -> int:
    """The value in force on the day `on`; MessageTermMissing when there is none."""
    values = [one for one in _terms()[name]["values"] if date.fromisoformat(one["from"]) <= on]
    if not values:
        raise MessageTermMissing(f"{name} on {on}")
    return int(max(values, key=lambda one: str(one["from"]))["value"])


@cache
def _terms() -> dict[str, Any]:
    text = resources.files("loopbaankrediet.messages").joinpath("limits.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
