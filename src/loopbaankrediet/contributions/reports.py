"""Reads of reports of a surcharge: for the citizen, for her counsellor once an officer looks at it, for officers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from loopbaankrediet.contributions.actions.reporting import TEXT, UNSEEN
from loopbaankrediet.contributions.models import SurchargeReply, SurchargeReport, WhatFor
from loopbaankrediet.contributions.policies import check_judges
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.journal.keys import ERASED, openers_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.errors import NotFound

OPEN = (ReportState.RECEIVED, ReportState.LOOKED_AT)


@dataclass(frozen=True)
class ReportLine:
    """A report for a list: opens no text. `denied`: the citizen says that what was noted as paid back never came."""

    id: UUID
    track_id: UUID
    client: str
    counsellor: str
    cents: int
    what_for: str
    state: ReportState
    reported_on: date
    answer_until: date | None
    decided_on: date | None
    client_id: UUID
    paid_back_on: date | None
    denied: bool


@dataclass(frozen=True)
class ReplyView:
    """What the counsellor said; `noted_by`: the officer who wrote it down, or ''."""

    text: str
    said_on: date
    noted_by: str


@dataclass(frozen=True)
class ReportView:
    """A report with its texts. `text`: the citizen's own words, '' when she wrote none or they are not shown."""

    line: ReportLine
    person_id: UUID
    contact: str
    text: str
    reason: str
    looked_by: str
    decided_by: str
    replies: tuple[ReplyView, ...]


def reports_of_person(person_id: UUID) -> tuple[ReportView, ...]:
    """Her own reports, the newest first, with what was decided."""
    return _views(_rows().filter(track__person_id=person_id), with_text=True)


def reports_about(counsellor_id: UUID) -> tuple[ReportView, ...]:
    """What the counsellor may answer or read: never the citizen's own words, and nothing before an officer looked."""
    rows = _rows().filter(track__counsellor_id=counsellor_id).exclude(state__in=UNSEEN)
    return _views(rows, with_text=False)


def reports_to_answer(counsellor_id: UUID) -> tuple[ReportLine, ...]:
    """What the counsellor did not answer yet; opens no text."""
    said = Exists(SurchargeReply.objects.filter(report=OuterRef("pk")))
    rows = _rows().filter(~said, track__counsellor_id=counsellor_id, state=ReportState.LOOKED_AT)
    return tuple(map(_line, rows.order_by("answer_until", "reported_at")))


def reports_to_judge() -> tuple[ReportLine, ...]:
    """Every report that waits for an officer, the oldest first."""
    return tuple(map(_line, _rows().filter(state__in=OPEN).order_by("reported_on", "reported_at")))


def report_to_judge(report_id: UUID, *, by: Actor) -> ReportView:
    """One report with all texts, for an officer who is no party to it. Raises NotFound, NotAllowed, or OwnCase."""
    row = _rows().filter(id=report_id).first()
    if row is None:
        raise NotFound
    check_judges(by, row)
    return _views([row], with_text=True)[0]


def _rows() -> QuerySet[SurchargeReport]:
    related = ("track__person", "track__counsellor__person", "looked_by", "decided_by")
    return SurchargeReport.objects.select_related(*related).order_by("-reported_at")


def _line(row: SurchargeReport) -> ReportLine:
    return ReportLine(
        row.id,
        row.track_id,
        row.track.person.full_name,
        row.track.counsellor.person.full_name,
        row.cents,
        WhatFor(row.what_for).label,
        ReportState(row.state),
        row.reported_on,
        row.answer_until,
        row.decided_on,
        row.track.person_id,
        row.paid_back_on,
        row.state == ReportState.FOUNDED and row.answered_on is not None,
    )


def _views(rows: Iterable[SurchargeReport], *, with_text: bool) -> tuple[ReportView, ...]:
    """With texts opened: each key is read once, for however many reports."""
    reports = list(rows)
    people = {person for row in reports for person in (row.track.person_id, row.track.counsellor.person_id)}
    openers = openers_for(people, context=TEXT)

    def text_of(person_id: UUID, sealed: bytes | memoryview | None) -> str:
        if sealed is None:
            return ""
        return str(openers[person_id](sealed)) if person_id in openers else ERASED

    replies: dict[UUID, list[ReplyView]] = defaultdict(list)
    for said in _said(reports):
        text = text_of(said.report.track.counsellor.person_id, said.text_sealed)
        noted_by = said.noted_by.full_name if said.noted_by else ""
        replies[said.report_id].append(ReplyView(text, said.said_on, noted_by))
    return tuple(
        ReportView(
            _line(row),
            row.track.person_id,
            " of ".join(text for text in (row.track.counsellor.phone, row.track.counsellor.email) if text),
            text_of(row.track.person_id, row.text_sealed) if with_text else "",
            text_of(row.track.person_id, row.reason_sealed),
            row.looked_by.full_name if row.looked_by else "",
            row.decided_by.full_name if row.decided_by else "",
            tuple(replies[row.id]),
        )
        for row in reports
    )


def _said(reports: Iterable[SurchargeReport]) -> Iterable[SurchargeReply]:
    rows = SurchargeReply.objects.filter(report__in=list(reports)).order_by("said_at")
    return rows.select_related("noted_by", "report__track__counsellor")
