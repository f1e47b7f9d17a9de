"""How large and how many papers may be, as dated data (`limits.toml`)."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


class UploadLimitMissing(LookupError):
    """No value of this limit is in force on that day: enter one in uploads/limits.toml."""


def upload_limit(name: str, *, on: date) -> int:
    """The value in force on the day `on`; UploadLimitMissing when there is none."""
    values = [one for one in _limits()[name]["values"] if date.fromisoformat(one["from"]) <= on]
    if not values:
        raise UploadLimitMissing(f"{name} on {on}")
    return int(max(values, key=lambda one: str(one["from"]))["value"])


def largest_ever() -> int:
    """The largest file that was ever allowed, in bytes: what the door reads of a file before anybody looks at it."""
    return max(int(one["value"]) for one in _limits()["file_bytes"]["values"])


@cache
def _limits() -> dict[str, Any]:
    text = resources.files("loopbaankrediet.uploads").joinpath("limits.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
