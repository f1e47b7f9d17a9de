"""The numbers of the watch and the terms to answer, as dated data (`limits.toml`)."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


class LimitMissing(LookupError):
    """No value of this limit is in force on that day: enter one in oversight/limits.toml."""


def limit(name: str, *, on: date) -> int:
    """The value in force on the day `on`; LimitMissing when there is none."""
    values = [one for one in _limits()[name]["values"] if date.fromisoformat(one["from"]) <= on]
    if not values:
        raise LimitMissing(f"{name} on {on}")
    return int(max(values, key=lambda one: str(one["from"]))["value"])


@cache
def _limits() -> dict[str, Any]:
    text = resources.files("loopbaankrediet.oversight").joinpath("limits.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
