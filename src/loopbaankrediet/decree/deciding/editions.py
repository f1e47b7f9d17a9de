"""The editions of a law: the stretches of days on which nothing of it changes."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import NamedTuple

from loopbaankrediet.decree.dated.records import DAY
from loopbaankrediet.decree.deciding.policy import Policy, policy_of
from loopbaankrediet.decree.errors import NoLawInForce
from loopbaankrediet.decree.law import Law


class Edition(NamedTuple):
    """One edition; `until` is None for no end."""

    since: date
    until: date | None
    policy: Policy


def editions(law: Law, known_on: date) -> tuple[Edition, ...]:
    """Every edition of a law, as known on a day, in the order of time. Raises NoValueInForce."""
    found = [(day, _policy(law, day, known_on)) for day in law.days]
    runs = [next(run) for _, run in groupby(found, key=lambda pair: pair[1])]
    ends = [day - DAY for day, _ in runs[1:]]
    return tuple(
        Edition(since, until, policy)
        for (since, policy), until in zip(runs, [*ends, None], strict=True)
        if policy is not None
    )


def _policy(law: Law, on: date, known_on: date) -> Policy | None:
    try:
        return policy_of(law, on, known_on)
    except NoLawInForce:
        return None
