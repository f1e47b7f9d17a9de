"""Clients as tasks: what to do for whom, since when, and who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from loopbaankrediet.contributions.reports import ReportLine
from loopbaankrediet.guidance.open_hours import DisputeLine
from loopbaankrediet.guidance.queries import ModuleView, TrackView
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.recovery.queries import RecoveryTask
from loopbaankrediet.recovery.states import RecoveryState
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.counsellor.history import left_to_report
from loopbaankrediet.web.templatetags.dutch import day

STANDING = (ModuleState.CONFIRMED, ModuleState.SILENT)


@dataclass(frozen=True)
class Task:
    """`waits`: the client has to act first."""

    title: str
    note: str
    waits: bool = False


def task_of(track: TrackView) -> Task:
    """The one next thing for an active track."""
    name, module = track.client, track.open_module
    if track.asks_correction:
        return Task(f"Antwoord {name} over het verslag", "Je klant vraagt een verbetering. Dat staat los van de uren")
    if track.course.paused_on:
        return Task(f"De begeleiding met {name} staat op pauze", f"Sinds {day(track.course.paused_on)}", waits=True)
    if track.state == TrackState.OPENED:
        return Task(f"Noteer de kennismaking met {name}", f"Code gebruikt op {day(track.opened_on)}")
    if track.state == TrackState.INTAKE_HELD:
        held = day(track.intake_on) if track.intake_on else ""
        return Task(f"Stel de overeenkomst op met {name}", f"Kennismaking op {held}")
    if track.state == TrackState.PROPOSED:
        since = day(track.agreement.proposed_on) if track.agreement else ""
        return Task(f"Wacht op de handtekening van {name} sinds {since}", "De overeenkomst staat klaar", waits=True)
    if module is None:
        return Task(f"Reserveer de volgende module voor {name}", "De vorige module is bevestigd")
    return _task_in(module, track)


def task_tables(tracks: Sequence[TrackView]) -> tuple[Table, Table]:
    """What the counsellor does now, and what waits for the client."""
    tasks = [(track, task_of(track)) for track in tracks]
    mine = [_row(track, task) for track, task in tasks if not task.waits]
    waiting = [_row(track, task) for track, task in tasks if task.waits]
    columns = [Column("Taak"), Column("Module")]
    return (
        Table("Nu te doen", columns, mine, "Je hebt nu niets te doen."),
        Table("Wacht op je klant", columns, waiting, "Je wacht op niemand."),
    )


def past_table(tracks: Sequence[TrackView]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(track.client, reverse("counsellor:track", args=[track.id])),
            day(track.ended_on) if track.ended_on else "",
            str(len([module for module in track.modules if module.state in STANDING])),
        ]
        for track in tracks
    ]
    columns = [Column("Klant"), Column("Gestopt op"), Column("Bevestigde modules", numeric=True)]
    return Table("Afgelopen begeleidingen", columns, rows, "Er is nog geen begeleiding afgelopen.")


def dispute_table(disputes: Sequence[DisputeLine]) -> Table:
    """Clients who dispute hours, while the counsellor can still answer."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"Antwoord {line.client} over module {line.module_number}",
                reverse("counsellor:dispute", args=[line.module_id]),
            ),
            duration(line.disputed_minutes),
            f"ten laatste op {day(line.answer_by)}",
        ]
        for line in disputes
    ]
    columns = [Column("Taak"), Column("Betwist"), Column("Wanneer")]
    return Table("Betwiste uren", columns, rows, "Niemand betwist uren.")


def money_table(recoveries: Sequence[RecoveryTask], reports: Sequence[ReportLine]) -> Table:
    """What must be answered or chosen before a day: recoveries, and reports that too much was asked."""
    tasks = [task for line in recoveries if (task := _recovery_task(line))]
    tasks += [
        (
            report.answer_until,
            f"Antwoord op de melding van {report.client}",
            reverse("counsellor:surcharge", args=[report.id]),
        )
        for report in reports
        if report.answer_until
    ]
    rows: list[list[Cell | str]] = [
        [Cell(title, url), f"ten laatste op {day(until)}"] for until, title, url in sorted(tasks)
    ]
    return Table("Geld: antwoord of kies", [Column("Taak"), Column("Wanneer")], rows, "Je moet niets beantwoorden.")


def _recovery_task(line: RecoveryTask) -> tuple[date, str, str] | None:
    url = reverse("counsellor:recovery", args=[line.id])
    if line.state == RecoveryState.INTENTION:
        return line.answer_until, f"Antwoord op ons voornemen {line.number}", url
    if line.state == RecoveryState.NOTIFIED and line.pay_until:
        return line.pay_until, f"Kies hoe je terugbetaalt: {line.number}", url
    return None


def _task_in(module: ModuleView, track: TrackView) -> Task:
    name = track.client
    if module.state == ModuleState.REPORTED:
        since = day(module.reported_on) if module.reported_on else ""
        return Task(f"Wacht op bevestiging door {name} sinds {since}", "Verslag ingediend", waits=True)
    if track.can_end_at_once:
        return Task(f"Rond de begeleiding met {name} af", left_to_report(track))
    if track.state == TrackState.ENDING or not module.minutes_left:
        return Task(f"Schrijf het verslag met {name}", left_to_report(track) or _last_talk(module))
    return Task(f"Noteer het gesprek met {name}", f"{_left(module)}{_not_before(track)}")


def _left(module: ModuleView) -> str:
    since = _last_talk(module) if module.has_begun else f"Gereserveerd op {day(module.reserved_on)}"
    return f"{since}, nog {duration(module.minutes_left)} in deze module"


def _not_before(track: TrackView) -> str:
    """Without her express wish no conversation lies in the client's days to change her mind."""
    first = track.agreement.first_conversation_on if track.agreement and not track.agreement.early_start else None
    return f". Eerste gesprek vanaf {day(first)}" if first and not track.has_delivered else ""


def _last_talk(module: ModuleView) -> str:
    held = [talk.held_on for talk in module.conversations if talk.struck_on is None]
    return f"Laatste gesprek op {day(held[-1])}"


def _row(track: TrackView, task: Task) -> list[Cell | str]:
    module = track.open_module
    return [
        Cell(task.title, reverse("counsellor:track", args=[track.id]), note=task.note),
        str(module.number) if module else "Nog geen",
    ]
