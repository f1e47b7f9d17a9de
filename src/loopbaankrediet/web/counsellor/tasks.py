"""Clients as tasks with dates: what to do for whom, why, and by when; the soonest first."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from loopbaankrediet.contributions.queries import ShareView
from loopbaankrediet.contributions.reports import ReportLine
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.guidance.clients import ClientLine, OpenModule
from loopbaankrediet.guidance.departures import DepartureView
from loopbaankrediet.guidance.open_hours import DisputeLine
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.recovery.queries import RecoveryTask
from loopbaankrediet.recovery.states import RecoveryState
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day


class Kind(StrEnum):
    """What a task is about; the words are those of the filter."""

    INTAKE = "kennismaking"
    AGREEMENT = "overeenkomst"
    TALK = "gesprek"
    REPORT = "verslag"
    ANSWER = "antwoord"
    SHARE = "eigen bijdrage"
    MONEY = "geld"
    HANDOVER = "overdracht"
    WAITS = "wacht op je klant"


@dataclass(frozen=True)
class Task:
    """`due`: by when. `note` says why now; `waits`: the client has to act first."""

    kind: Kind
    due: date
    title: str
    note: str
    url: str
    client: str = ""
    person_id: UUID | None = None

    @property
    def waits(self) -> bool:
        return self.kind is Kind.WAITS


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to: part of a name, and one kind; empty is everything."""

    name: str = ""
    kind: str = ""

    def keeps(self, task: Task) -> bool:
        return self.names(task.client) and self.kind in ("", task.kind)

    def names(self, client: str) -> bool:
        return all(part in _plain(client) for part in _plain(self.name).split())


def client_task(line: ClientLine, today: date) -> Task:
    """The one next thing for an active client."""
    name, later = line.client, term("next_step_days", on=today)
    if line.correction_asked_on:
        why = "Je klant vraagt een verbetering. Dat staat los van de uren"
        due = line.correction_asked_on + timedelta(later)
        return _task(line, Kind.ANSWER, due, f"Antwoord {name} over het verslag", why)
    if line.paused_on:
        title = f"De begeleiding met {name} staat op pauze"
        return _task(line, Kind.WAITS, line.asks_on or today, title, f"Sinds {day(line.paused_on)}")
    if line.state is TrackState.OPENED:
        due, why = line.opened_on + timedelta(later), f"Code gebruikt op {day(line.opened_on)}"
        return _task(line, Kind.INTAKE, due, f"Noteer de kennismaking met {name}", why)
    if line.state is TrackState.INTAKE_HELD:
        held = line.intake_on or line.opened_on
        why = f"Kennismaking op {day(held)}"
        return _task(line, Kind.AGREEMENT, held + timedelta(later), f"Stel de overeenkomst op met {name}", why)
    if line.state is TrackState.PROPOSED:
        since = line.proposed_on or line.opened_on
        title = f"Wacht op de handtekening van {name} sinds {day(since)}"
        return _task(line, Kind.WAITS, since + timedelta(later), title, "De overeenkomst staat klaar")
    if line.module is None:
        return _task(line, Kind.TALK, today, f"Reserveer de volgende module voor {name}", "De vorige is bevestigd")
    return _task_in(line, line.module, today)


def dispute_tasks(disputes: Iterable[DisputeLine]) -> Iterator[Task]:
    for line in disputes:
        title = f"Antwoord {line.client} over module {line.module_number}"
        why = f"Je klant betwist {duration(line.disputed_minutes)}"
        url = reverse("counsellor:dispute", args=[line.module_id])
        yield Task(Kind.ANSWER, line.answer_by, title, why, url, line.client, line.person_id)


def money_tasks(recoveries: Iterable[RecoveryTask], reports: Iterable[ReportLine]) -> Iterator[Task]:
    """What must be answered or chosen before a day: recoveries, and reports that too much was asked."""
    for line in recoveries:
        url = reverse("counsellor:recovery", args=[line.id])
        if line.state == RecoveryState.INTENTION:
            title = f"Antwoord op ons voornemen {line.number}"
            yield Task(Kind.MONEY, line.answer_until, title, "We willen geld terugvragen", url)
        elif line.state == RecoveryState.NOTIFIED and line.pay_until:
            title = f"Kies hoe je terugbetaalt: {line.number}"
            yield Task(Kind.MONEY, line.pay_until, title, "We vragen geld terug", url)
    for report in reports:
        if report.answer_until:
            url = reverse("counsellor:surcharge", args=[report.id])
            title = f"Antwoord op de melding van {report.client}"
            yield Task(Kind.MONEY, report.answer_until, title, "Je klant zegt dat je te veel vroeg", url, report.client)


def share_tasks(shares: Iterable[ShareView], today: date) -> Iterator[Task]:
    """Own contributions of modules whose hours stand, which the counsellor did not get yet."""
    for share in shares:
        if share.by_platform or share.closed_on is None or not share.share.open:
            continue
        due = share.closed_on + timedelta(term("next_step_days", on=today))
        title = f"Vraag {euro(share.share.open)} aan {share.client}"
        why = f"Eigen bijdrage van module {share.number}, nog niet genoteerd"
        url = reverse("counsellor:share", args=[share.track_id])
        yield Task(Kind.SHARE, due, title, why, url, share.client, share.person_id)


def handover_tasks(departure: DepartureView | None) -> Iterator[Task]:
    """Clients who do not know yet that she stops."""
    for line in departure.clients if departure else ():
        if departure and not line.is_told:
            why = f"Je stopt op {day(departure.ends_on)}"
            url = reverse("counsellor:departure")
            title = f"Vertel {line.client} dat je stopt"
            yield Task(Kind.HANDOVER, departure.ends_on, title, why, url, line.client, line.person_id)


def soonest_first(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.due, task.waits, _plain(task.title)))


def task_table(tasks: Sequence[Task], today: date, *, when_empty: str) -> Table:
    rows: list[list[Cell | str]] = [
        [Cell(task.title, task.url, note=task.note), _due(task, today), _who(task)] for task in tasks
    ]
    columns = [Column("Taak"), Column("Tegen wanneer"), Column("Wie")]
    return Table("Te doen, het eerste bovenaan", columns, rows, when_empty)


def past_table(lines: Sequence[ClientLine]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.client, reverse("counsellor:track", args=[line.track_id])),
            day(line.ended_on) if line.ended_on else "",
            str(line.standing),
        ]
        for line in lines
    ]
    columns = [Column("Klant"), Column("Gestopt op"), Column("Bevestigde modules", numeric=True)]
    return Table("Afgelopen begeleidingen", columns, rows, "Er is nog geen begeleiding afgelopen.")


def _task_in(line: ClientLine, module: OpenModule, today: date) -> Task:
    name = line.client
    if module.state is ModuleState.REPORTED:
        reported = module.reported_on or today
        due = max(reported + timedelta(term("silence_days", on=module.reserved_on)), module.next_step_on or reported)
        title = f"Wacht op bevestiging door {name} sinds {day(reported)}"
        return _task(line, Kind.WAITS, due, title, f"Verslag ingediend. De stilte loopt tot minstens {day(due)}")
    if line.state is TrackState.ENDING and not module.delivered:
        return _task(line, Kind.REPORT, today, f"Rond de begeleiding met {name} af", _stopped(line, module))
    if line.state is TrackState.ENDING or module.minutes_left <= 0:
        return _report_task(line, module, today)
    if not module.delivered:
        return _first_talk(line, module)
    last = module.last_talk_on or module.reserved_on
    left = f"Laatste gesprek op {day(last)}, nog {duration(module.minutes_left)} in deze module"
    due = last + timedelta(term("next_step_days", on=today))
    return _task(line, Kind.TALK, due, f"Noteer het gesprek met {name}", left)


def _first_talk(line: ClientLine, module: OpenModule) -> Task:
    """Until it is there, the module is kept so long and no longer (default 12)."""
    months = term("first_conversation_months", on=module.reserved_on)
    due = months_later(module.reserved_on, months)
    why = f"Gereserveerd op {day(module.reserved_on)}, nog {duration(module.minutes_left)} in deze module"
    waits = line.first_talk_on and line.first_talk_on > module.reserved_on and not line.standing
    first = f". Eerste gesprek vanaf {day(line.first_talk_on)}" if waits and line.first_talk_on else ""
    return _task(line, Kind.TALK, due, f"Noteer het gesprek met {line.client}", why + first)


def _report_task(line: ClientLine, module: OpenModule, today: date) -> Task:
    since = line.stopped_on or module.last_talk_on or today
    due = since + timedelta(term("report_days_after_stop", on=today))
    why = _stopped(line, module) if line.stopped_on else f"Laatste gesprek op {day(since)}: de module is vol"
    return _task(line, Kind.REPORT, due, f"Schrijf het verslag met {line.client}", why)


def _stopped(line: ClientLine, module: OpenModule) -> str:
    """Who stopped when, and what is asked of the counsellor."""
    if line.stopped_on is None:
        return ""
    who = line.client if line.stopped_by == Capacity.CITIZEN else "Je"
    if not module.delivered:
        ask = "Er telt geen gesprek: noteer het juiste gesprek, of rond de begeleiding af."
    else:
        ask = f"Schrijf het verslag van de {duration(module.delivered)}."
    return f"{who} stopte op {day(line.stopped_on)}. {ask}"


def _task(line: ClientLine, kind: Kind, due: date, title: str, why: str) -> Task:
    url = reverse("counsellor:track", args=[line.track_id])
    return Task(kind, due, title, why, url, line.client, line.person_id)


def _due(task: Task, today: date) -> Cell:
    if task.due < today and not task.waits:
        return Cell(day(task.due), pill="warn", note="Deze dag is voorbij")
    return Cell(day(task.due))


def _who(task: Task) -> str:
    return "Je klant" if task.waits else "Jij"


def _plain(text: str) -> str:
    """Without capitals and accents: Zoë is found as zoe."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))
