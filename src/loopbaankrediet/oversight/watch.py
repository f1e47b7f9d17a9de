"""What deserves a question, by arithmetic alone: no database, no verdict. Ordinary work gives no question."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from loopbaankrediet.kernel.working_days import is_working_day
from loopbaankrediet.oversight.limits import limit
from loopbaankrediet.oversight.looks import Officers, OpenedFile
from loopbaankrediet.oversight.models import Why

NORMAL_SPREAD = (14826, 10000)
"""How a median distance compares with the spread of a normal distribution: 1.4826."""


@dataclass(frozen=True)
class Noticed:
    """One thing to ask about. `occasion`: the same thing is asked once; `usual`: among colleagues, None when alone."""

    occasion: str
    why: Why
    looker_id: UUID
    looked_on: date
    counted: int = 1
    usual: int | None = None
    entry_id: int | None = None


def noticed(opened: Sequence[OpenedFile], officers: Officers, *, until: date, on: date) -> tuple[Noticed, ...]:
    """Everything in a period that ends before the day `until`; limits as they are in force `on`."""
    return (
        *_much(opened, officers, until, on),
        *_without_file(opened),
        *_of_colleagues(opened, officers),
        *_of_the_same_name(opened, officers, on),
        *_at_late_hours(opened, on),
    )


def _much(opened: Sequence[OpenedFile], officers: Officers, until: date, on: date) -> Iterator[Noticed]:
    """Far more people than colleagues with the same roles, by median and median distance; asked once a week."""
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for one in opened:
        people[one.looker_id].add(one.person_id)
    counts = {looker: len(seen) for looker, seen in people.items()}
    year, week, _ = until.isocalendar()
    for looker, count in counts.items():
        mine = officers.roles.get(looker, frozenset())
        others = [n for other, n in counts.items() if other != looker and officers.roles.get(other) == mine]
        most, usual = _most(others, on)
        if count >= limit("people_at_least", on=on) and count > most:
            yield Noticed(f"much:{looker}:{year}-{week}", Why.MUCH, looker, until, count, usual)


def _most(others: Sequence[int], on: date) -> tuple[int, int | None]:
    """How many are not strange yet, and how many are usual."""
    if len(others) < limit("colleagues_at_least", on=on):
        return limit("alone_people_at_most", on=on), None
    usual = int(median(others))
    distance = int(median(abs(count - usual) for count in others)) * NORMAL_SPREAD[0] // NORMAL_SPREAD[1]
    least = usual * limit("spread_percent_at_least", on=on) // 100
    return usual + limit("spread_times", on=on) * max(distance, least), usual


def _without_file(opened: Sequence[OpenedFile]) -> Iterator[Noticed]:
    yield from _by_day(Why.NO_FILE, [one for one in opened if not one.has_file])


def _of_colleagues(opened: Sequence[OpenedFile], officers: Officers) -> Iterator[Noticed]:
    """A colleague, or oneself."""
    for one in opened:
        if one.person_id in officers.roles or one.person_id == one.looker_id:
            occasion = f"colleague:{one.looker_id}:{one.person_id}:{one.local.date()}"
            yield Noticed(occasion, Why.COLLEAGUE, one.looker_id, one.local.date(), entry_id=one.entry_id)


def _of_the_same_name(opened: Sequence[OpenedFile], officers: Officers, on: date) -> Iterator[Noticed]:
    most = limit("common_name_people", on=on)
    for one in opened:
        own, other = officers.family_names.get(one.looker_id), officers.family_names.get(one.person_id)
        if one.looker_id == one.person_id or own is None or own != other or officers.bearers[own] > most:
            continue
        occasion = f"same_name:{one.looker_id}:{one.person_id}"
        yield Noticed(occasion, Why.SAME_NAME, one.looker_id, one.local.date(), entry_id=one.entry_id)


def _at_late_hours(opened: Sequence[OpenedFile], on: date) -> Iterator[Noticed]:
    first, last = limit("first_hour", on=on), limit("last_hour", on=on)
    late = [one for one in opened if not (is_working_day(one.local.date()) and first <= one.local.hour < last)]
    yield from _by_day(Why.LATE_HOURS, late)


def _by_day(why: Why, found: Sequence[OpenedFile]) -> Iterator[Noticed]:
    """One question per officer and day, with how many people it is about."""
    days: dict[tuple[UUID, date], list[OpenedFile]] = defaultdict(list)
    for one in found:
        days[one.looker_id, one.local.date()].append(one)
    for (looker, on), looks in days.items():
        people = len({one.person_id for one in looks})
        yield Noticed(f"{why}:{looker}:{on}", why, looker, on, people, entry_id=looks[0].entry_id)
