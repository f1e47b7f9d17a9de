"""Every law this project knows, and the one in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

from loopbaankrediet.decree import loopbaankrediet
from loopbaankrediet.decree.dated import Dated
from loopbaankrediet.decree.errors import NoLawInForce
from loopbaankrediet.decree.language.corpus import Corpus
from loopbaankrediet.decree.law import Law

LAWS: tuple[Law, ...] = (loopbaankrediet.LAW,)


def law_in_force(on: date, known_on: date) -> tuple[Law, Corpus]:
    """The law that decides on a day, as far as was known on another, with its articles. Raises NoLawInForce."""
    for law in LAWS:
        corpus = law.corpus(on, known_on)
        if corpus is not None:
            return law, corpus
    known = [law.since for law in LAWS if law.known_since <= known_on]
    raise NoLawInForce(on, known_on, min(known, default=None))


def next_change(on: date) -> date:
    """The first later day on which an article or an amount of any law starts or ends; date.max when there is none."""
    versions: list[Dated] = []
    for law in LAWS:
        versions += law.book.articles
        versions += [value for record in law.book.parameters.values() for value in record.values]
    starts = [version.since for version in versions]
    ends = [version.until + timedelta(days=1) for version in versions if version.until]
    return min((day for day in starts + ends if day > on), default=date.max)
