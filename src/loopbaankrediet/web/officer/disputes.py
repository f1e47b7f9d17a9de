"""Hours that wait for an officer, in tables: disputes, money to recover, reminders, the sample of silent modules."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from loopbaankrediet.guidance.models import DisputeCause, NoticeKind
from loopbaankrediet.guidance.open_hours import DisputeLine, NoticeView
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.payments.queries import SampledClaim
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.dispute_words import STATE_WORDS
from loopbaankrediet.web.officer.worklists import age
from loopbaankrediet.web.templatetags.dutch import day


def dispute_table(lines: Sequence[DisputeLine], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"{line.client} en {line.counsellor}",
                reverse("officer:dispute", args=[line.module_id]),
                note=f"Module {line.module_number}. {DisputeCause(line.cause).label}",
            ),
            duration(line.disputed_minutes),
            Cell(day(line.decide_by), note="De termijn is voorbij" if today > line.decide_by else ""),
            _state(line, today),
        ]
        for line in lines
    ]
    columns = [Column("Tussen wie"), Column("Betwist"), Column("Beslissen tegen"), Column("Stand")]
    return Table("Betwiste uren", columns, rows, "Er wacht geen betwisting.")


def recover_table(lines: Sequence[DisputeLine]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(f"{line.client} en {line.counsellor}", reverse("officer:dispute", args=[line.module_id])),
            f"Module {line.module_number}",
            duration(line.recover_minutes),
        ]
        for line in lines
    ]
    columns = [Column("Tussen wie"), Column("Waarvoor"), Column("Terug te vorderen")]
    return Table("Beslist, maar al betaald", columns, rows, "Er is niets terug te vorderen.")


def sample_table(claims: Sequence[SampledClaim]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(claim.counsellor, note=claim.register_number),
            f"Module {claim.module_number}",
            duration(claim.minutes),
            day(claim.arisen_on),
        ]
        for claim in claims
    ]
    columns = [Column("Loopbaanbegeleider"), Column("Waarvoor"), Column("Uren"), Column("Bevestigd zonder antwoord")]
    return Table("Steekproef van modules zonder antwoord", columns, rows, "Er is nog geen module getrokken.")


def notice_table(notices: Sequence[NoticeView], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(notice.client, reverse("officer:notice", args=[notice.id]), note=f"Klant van {notice.counsellor}"),
            Cell(NoticeKind(notice.kind).label, note=f"Module {notice.module_number}"),
            Cell(day(notice.shown_on), note=age(notice.shown_on, today)),
            day(notice.next_step_on) if notice.next_step_on else "",
        ]
        for notice in notices
    ]
    columns = [Column("Klant"), Column("Wat"), Column("Op de pagina sinds"), Column("Volgende stap")]
    return Table("Te bellen of te sturen", columns, rows, "Er is niemand te herinneren.")


def _state(line: DisputeLine, today: date) -> Cell:
    if line.state == DisputeState.OPEN and today > line.answer_by:
        return Cell("Te beslissen", pill="warn", note="Geen antwoord van de begeleider")
    words = STATE_WORDS[DisputeState(line.state)]
    note = f"Kan tot en met {day(line.answer_by)}" if line.state == DisputeState.OPEN else ""
    return Cell(words.text, pill=words.pill, note=note)
