"""Every law this project knows, and the one in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import import_module
from itertools import product

from loopbaankrediet.decree import loopbaankrediet, vouchers
from loopbaankrediet.decree.errors import LawUnknown, LiftError, NoLawInForce
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.law import Law

LAWS: tuple[Law, ...] = (loopbaankrediet.LAW, vouchers.LAW)
"""The laws about the right of an applicant: on each day one of them decides."""


@cache
def every_law() -> tuple[Law, ...]:
    """These, and the other laws of the draft: registration, agreement, claim, sanction, liability, voucher.

    They are imported when they are asked for: who decides on a right does not wait for them.
    """
    further: tuple[Law, ...] = import_module("loopbaankrediet.decree.loopbaankrediet.further_laws").FURTHER_LAWS
    return (*LAWS, *further)


def law_named(name: str) -> Law:
    """A law by its name. Raises LawUnknown."""
    by_name = {law.name: law for law in every_law()}
    if name not in by_name:
        raise LawUnknown(name, by_name)
    return by_name[name]


def law_in_force(on: date, known_on: date) -> tuple[Law, Corpus]:
    """The law that decides on a day, as far as was known on another, with its articles. Raises NoLawInForce."""
    for law in LAWS:
        corpus = law.corpus(on, known_on)
        if corpus is not None:
            return law, corpus
    later = [law.since for law in LAWS if law.known_since <= known_on and law.since > on]
    raise NoLawInForce(on, known_on, min(later, default=None))


def next_change(on: date) -> date:
    """The first later day on which an article or an amount of any law starts or ends; date.max when there is none."""
    return min((day for law in LAWS for day in law.days if day > on), default=date.max)


def check_one_law_a_day(laws: Sequence[Law]) -> None:
    """Raises LiftError when two laws decide on one day, as known on any day."""
    days = sorted({day for law in laws for day in law.days})
    for known_on, on in product(sorted({day for law in laws for day in law.known_days}), days):
        deciding = [law.name for law in laws if law.corpus(on, known_on)]
        if len(deciding) > 1:
            raise LiftError(
                f"wetten {' en '.join(deciding)} beslissen allebei op {on}, zoals gekend op {known_on}. "
                "Geef de eerste een einddag ('until'), gekend op dezelfde dag als de latere, of vroeger."
            )


check_one_law_a_day(LAWS)
