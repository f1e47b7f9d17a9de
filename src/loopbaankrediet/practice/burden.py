"""What administration costs her per module, and what it costs all who take part together, from enough of them on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, Sum

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.amounts import half_up
from loopbaankrediet.practice.models import BurdenChoice, BurdenMeasure

SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class Burden:
    """`seconds` over `modules` modules that were measured; `old_minutes`: her own estimate of two hours before."""

    takes_part: bool
    modules: int
    seconds: int
    old_minutes: int | None

    @property
    def minutes_per_module(self) -> int | None:
        """Half up to whole minutes, once; None without a measurement."""
        return half_up(self.seconds, SECONDS_A_MINUTE * self.modules) if self.modules else None


@dataclass(frozen=True)
class BurdenOfAll:
    """Of so many counsellors together; `old_minutes`: the mean of their own estimates, None when too few gave one."""

    counsellors: int
    modules: int
    minutes_per_module: int
    old_minutes: int | None


def takes_part(counsellor_id: UUID) -> bool:
    choice = _choice(counsellor_id)
    return choice is not None and choice.takes_part


def burden_of(counsellor_id: UUID) -> Burden:
    choice = _choice(counsellor_id)
    kept = BurdenMeasure.objects.filter(counsellor_id=counsellor_id, wiped_at=None)
    found = kept.aggregate(modules=Count("module", distinct=True), seconds=Sum("seconds"))
    takes = choice is not None and choice.takes_part
    return Burden(takes, found["modules"], found["seconds"] or 0, choice.old_minutes if choice else None)


def burden_of_all(*, on: date) -> BurdenOfAll | None:
    """None while fewer counsellors were measured than the smallest group that may be shown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM practice_burden_of_all(%s)", [term("burden_smallest_group", on=on)])
        counsellors, modules, seconds, old_count, old_minutes = cursor.fetchone()
    if not counsellors:
        return None
    old = half_up(old_minutes, old_count) if old_count else None
    return BurdenOfAll(counsellors, modules, half_up(seconds, SECONDS_A_MINUTE * modules), old)


def _choice(counsellor_id: UUID) -> BurdenChoice | None:
    return BurdenChoice.objects.filter(counsellor_id=counsellor_id).order_by("-chosen_at", "-id").first()
