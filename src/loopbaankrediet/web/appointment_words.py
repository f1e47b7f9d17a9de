"""Appointments in words, for the citizen and for the desk."""

from collections.abc import Sequence

from django.urls import reverse

from loopbaankrediet.appointments.models import Way
from loopbaankrediet.appointments.queries import AppointmentView
from loopbaankrediet.appointments.slots import Slot
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def when_words(slot: Slot) -> str:
    """'woensdag 3 maart 2027 om 9.30 uur'."""
    return f"{WEEKDAYS[slot.held_on.weekday()]} {day(slot.held_on)} om {slot.time}"


def cancelled_words(found: AppointmentView) -> str:
    """That the last one does not go on, and who says so; empty when it was held."""
    if found.cancelled_on is None:
        return ""
    who = f"{found.officer} zei" if found.by_officer else "Je zei"
    return f"{who} de afspraak van {when_words(found.slot)} af op {day(found.cancelled_on)}."


def desk_table(lines: Sequence[AppointmentView], *, caption: str, when_empty: str) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(when_words(line.slot)),
            Cell(line.citizen, note=f"bij {line.officer}"),
            Cell(f"Bel {line.phone}" if line.way is Way.PHONE else "Komt langs"),
            Cell(line.about or "Niet gezegd"),
            Cell("Zeg af", reverse("officer:cancel_appointment", args=[line.id])),
        ]
        for line in lines
    ]
    columns = [Column("Wanneer"), Column("Burger"), Column("Hoe"), Column("Waarover"), Column("Afzeggen")]
    return Table(caption, columns, rows, when_empty)
