"""Numbers of a room as dated data (its `limits.toml`): each with its values and the day from which each holds."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


class NumberMissing(LookupError):
    """No value of this number is in force on that day: enter one in the room's limits.toml."""


def number_on(room: str, name: str, *, on: date) -> int:
    """The value in force on the day `on`; NumberMissing when there is none."""
    values = [one for one in numbers_of(room)[name]["values"] if date.fromisoformat(one["from"]) <= on]
    if not values:
        raise NumberMissing(f"{room}: {name} on {on}")
    return int(max(values, key=lambda one: str(one["from"]))["value"])


@cache
def numbers_of(room: str) -> dict[str, Any]:
    """Every number of this room, as its file tells it."""
    text = resources.files(f"loopbaankrediet.{room}").joinpath("limits.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
