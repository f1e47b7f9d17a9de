"""Every law this project knows, and the one in force on a day."""

from __future__ import annotations

from datetime import date

from loopbaankrediet.decree import loopbaankrediet
from loopbaankrediet.decree.errors import NoLawInForce
from loopbaankrediet.decree.law import Law

LAWS: tuple[Law, ...] = (loopbaankrediet.LAW,)


def law_on(on: date, known_on: date) -> Law:
    """The law that decides on a day, as far as was known on another. Raises NoLawInForce."""
    for law in LAWS:
        if law.corpus(on, known_on) is not None:
            return law
    known = [law.since for law in LAWS if law.known_since <= known_on]
    raise NoLawInForce(on, known_on, min(known, default=None))
