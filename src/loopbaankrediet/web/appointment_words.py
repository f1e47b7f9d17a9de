"""Appointments in words, for the citizen and for the desk."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.appointments.models import Way
from loopbaankrediet.appointments.queries import AppointmentView
from loopbaankrediet.appointments.slots import Slot
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.in_words import is_english
from loopbaankrediet.web.templatetags.dutch import day

WEEKDAYS = (
    gettext_noop("maandag"),
    gettext_noop("dinsdag"),
    gettext_noop("woensdag"),
    gettext_noop("donderdag"),
    gettext_noop("vrijdag"),
    gettext_noop("zaterdag"),
    gettext_noop("zondag"),
)


def time_words(slot: Slot) -> str:
    """'9.30 uur' or '9:30'."""
    return f"{slot.starts // 60}:{slot.starts % 60:02d}" if is_english() else slot.time


def when_words(slot: Slot) -> str:
    """'woensdag 3 maart 2027 om 9.30 uur'."""
    return gettext("%(weekday)s %(held_on)s om %(time)s") % {
        "weekday": gettext(WEEKDAYS[slot.held_on.weekday()]),
        "held_on": day(slot.held_on),
        "time": time_words(slot),
    }


def cancelled_words(found: AppointmentView) -> str:
    """That the last one does not go on, and who says so; empty when it was held."""
    if found.cancelled_on is None:
        return ""
    who = (gettext("%(officer)s zei") % {"officer": found.officer}) if found.by_officer else gettext("Je zei")
    return gettext("%(who)s de afspraak van %(slot)s af op %(cancelled_on)s.") % {
        "who": who,
        "slot": when_words(found.slot),
        "cancelled_on": day(found.cancelled_on),
    }


def desk_table(lines: Sequence[AppointmentView], *, caption: str, when_empty: str) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(when_words(line.slot)),
            Cell(line.citizen, note=(gettext("bij %(officer)s") % {"officer": line.officer})),
            Cell(
                (gettext("Bel %(phone)s") % {"phone": line.phone}) if line.way is Way.PHONE else gettext("Komt langs")
            ),
            Cell(line.about or gettext("Niet gezegd")),
            Cell(gettext("Zeg af"), reverse("officer:cancel_appointment", args=[line.id])),
        ]
        for line in lines
    ]
    columns = [
        Column(gettext("Wanneer")),
        Column(gettext("Burger")),
        Column(gettext("Hoe")),
        Column(gettext("Waarover")),
        Column(gettext("Afzeggen")),
    ]
    return Table(caption, columns, rows, when_empty)
