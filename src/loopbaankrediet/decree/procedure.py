"""Terms and steps of the procedure: dated parameters that no article reads, but that acts and letters need."""

from __future__ import annotations

from datetime import date
from functools import cache

from loopbaankrediet.decree.dated import ParameterRecord, read_parameters


@cache
def procedure() -> dict[str, ParameterRecord]:
    """All of them, by name."""
    return read_parameters("procedure.toml")


def term(name: str, *, on: date) -> int:
    """The value in force and known on that day, in the unit of its record. Raises NoValueInForce, or KeyError."""
    return procedure()[name].on(on, on).value
