"""Which moments are offered, and which of them are free: working days from a dated parameter on."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loopbaankrediet.appointments.models import TakenSlot
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.working_days import working_day_after
from loopbaankrediet.people.models import OfficerRole


@dataclass(frozen=True, order=True)
class Slot:
    """A moment of `minutes` long; `starts` in minutes after midnight."""

    held_on: date
    starts: int
    minutes: int

    @property
    def time(self) -> str:
        """'9.30 uur'."""
        hour, minute = divmod(self.starts, 60)
        return f"{hour}.{minute:02d} uur" if minute else f"{hour} uur"


def offered(today: date) -> tuple[Slot, ...]:
    """Every moment that can be chosen today, first one first, whether free or not."""
    first, days = term("appointment_first_working_days", on=today), term("appointment_days_offered", on=today)
    opens, minutes = term("appointment_opening_minutes", on=today), term("appointment_minutes", on=today)
    count = term("appointment_slots_per_day", on=today)
    return tuple(
        Slot(working_day_after(today, first + ahead), opens + minutes * place, minutes)
        for ahead in range(days)
        for place in range(count)
    )


def free_slots(today: date, *, for_person: UUID) -> tuple[Slot, ...]:
    """The offered moments at which at least one officer of the desk is free; nobody speaks with herself."""
    wanted, officers = offered(today), desk_officers(but=for_person)
    if not wanted:
        return ()
    rows = TakenSlot.objects.filter(
        officer_id__in=officers, freed_at=None, held_on__range=(wanted[0].held_on, wanted[-1].held_on)
    )
    taken = Counter(rows.order_by("id").values_list("held_on", "starts"))
    return tuple(slot for slot in wanted if taken[slot.held_on, slot.starts] < len(officers))


def desk_officers(*, but: UUID) -> tuple[UUID, ...]:
    """Who has the role of the desk now, without this person."""
    rows = OfficerRole.objects.filter(role=Role.DESK_OFFICER, withdrawn_at=None).exclude(person_id=but)
    return tuple(rows.order_by("person_id").values_list("person_id", flat=True))


def least_busy_first(officers: tuple[UUID, ...], *, since: date) -> list[UUID]:
    """Who has the fewest moments taken from this day on comes first."""
    rows = TakenSlot.objects.filter(officer_id__in=officers, freed_at=None, held_on__gte=since)
    busy = Counter(rows.order_by("id").values_list("officer_id", flat=True))
    return sorted(officers, key=lambda officer: (busy[officer], officer))
