"""Reads of the questions to an applicant, and of the term to decide, which stands still while a question is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from loopbaankrediet.credit.clarifying import CONTEXT
from loopbaankrediet.credit.models import (
    Application,
    Clarification,
    ClarificationReminder,
    ClarificationState,
    Deviation,
    Instead,
)
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.keys import opener_for
from loopbaankrediet.kernel.errors import NotFound


@dataclass(frozen=True)
class ClarificationView:
    """One round with its words; `choice` is one of the answers that its fact offers, or empty."""

    id: UUID
    application_id: UUID
    person_id: UUID
    round: int
    fact: str
    state: str
    question: str
    asked_on: date
    asked_by: str
    answer_until: date
    closed_on: date | None
    reminded_on: tuple[date, ...]
    choice: str
    text: str
    answered_on: date | None

    @property
    def is_open(self) -> bool:
        return self.state == ClarificationState.ASKED

    @property
    def can_answer(self) -> bool:
        return self.state in (ClarificationState.ASKED, ClarificationState.LAPSED)


@dataclass(frozen=True)
class DecisionTerm:
    """The last day to decide on an undetermined application; `stands_still` while a question is open."""

    until: date
    days_still: int
    stands_still: bool


@dataclass(frozen=True)
class DeviationView:
    """What an officer did otherwise than proposed, and why."""

    instead: str
    until: date | None
    reasons: str
    deviated_on: date
    deviated_by: str


def clarifications_of(application_id: UUID) -> tuple[ClarificationView, ...]:
    """Every round of an application, in order."""
    rows = list(
        Clarification.objects.filter(application_id=application_id)
        .select_related("application", "asked_by")
        .order_by("round")
    )
    reminders = _reminders([row.id for row in rows])
    return tuple(_view(row, reminders.get(row.id, ())) for row in rows)


def clarification_to_read(clarification_id: UUID) -> ClarificationView:
    """NotFound when there is none."""
    row = Clarification.objects.filter(id=clarification_id).select_related("application", "asked_by").first()
    if row is None:
        raise NotFound
    return _view(row, _reminders([row.id]).get(row.id, ()))


def open_question_of(person_id: UUID) -> UUID | None:
    """The question that waits for this person; None when there is none."""
    rows = Clarification.objects.filter(application__person_id=person_id, state=ClarificationState.ASKED)
    return rows.values_list("id", flat=True).first()


def decision_term(application: Application, *, today: date) -> DecisionTerm:
    """Counted from the day of the application, without the days on which a question was open."""
    return decision_terms([application], today=today)[application.id]


def term_with(rounds: Sequence[ClarificationView], applied_on: date, *, today: date) -> DecisionTerm:
    """As `decision_term`, for who has every round at hand."""
    return _term(applied_on, [(each.asked_on, each.closed_on) for each in rounds], today)


def decision_terms(applications: Sequence[Application], *, today: date) -> dict[UUID, DecisionTerm]:
    """As `decision_term`, for many with one question."""
    rounds: dict[UUID, list[tuple[date, date | None]]] = {row.id: [] for row in applications}
    asked = Clarification.objects.filter(application__in=applications)
    for application_id, asked_on, closed_on in asked.values_list("application_id", "asked_on", "closed_on"):
        rounds[application_id].append((asked_on, closed_on))
    return {row.id: _term(row.applied_on, rounds[row.id], today) for row in applications}


def deviations_of(application_id: UUID) -> tuple[DeviationView, ...]:
    """The newest first."""
    rows = Deviation.objects.filter(application_id=application_id).select_related("application", "deviated_by")
    return tuple(_deviation(row) for row in rows.order_by("-deviated_at"))


def choices_for(fact: str) -> list[tuple[str, str]]:
    """What an applicant can choose about a fact; empty where she writes (a number)."""
    spec = FACTS[fact]
    if spec.kind is bool:
        return [("ja", "Ja"), ("nee", "Nee"), ("weet-niet", "Ik weet het niet")]
    if spec.kind is int:
        return []
    return [*spec.labels.items(), ("weet-niet", "Ik weet het niet")]


def _term(applied_on: date, rounds: Sequence[tuple[date, date | None]], today: date) -> DecisionTerm:
    still = sum(((closed_on or today) - asked_on).days for asked_on, closed_on in rounds)
    days = term("undetermined_days", on=applied_on)
    is_still = any(closed_on is None for _, closed_on in rounds)
    return DecisionTerm(applied_on + timedelta(days=days + still), still, is_still)


def _reminders(ids: list[UUID]) -> dict[UUID, tuple[date, ...]]:
    found: dict[UUID, tuple[date, ...]] = {}
    if not ids:
        return found
    for row in ClarificationReminder.objects.filter(clarification_id__in=ids).order_by("number"):
        found[row.clarification_id] = (*found.get(row.clarification_id, ()), row.reminded_on)
    return found


def _view(row: Clarification, reminded_on: tuple[date, ...]) -> ClarificationView:
    opened = opener_for(row.application.person_id, context=CONTEXT)
    said = opened(row.answer_sealed) if row.answer_sealed else {"choice": "", "text": ""}
    return ClarificationView(
        row.id,
        row.application_id,
        row.application.person_id,
        row.round,
        row.fact,
        row.state,
        str(opened(row.question_sealed)),
        row.asked_on,
        row.asked_by.full_name,
        row.answer_until,
        row.closed_on,
        reminded_on,
        dict(choices_for(row.fact)).get(said["choice"], ""),
        said["text"],
        row.answered_on,
    )


def _deviation(row: Deviation) -> DeviationView:
    reasons = opener_for(row.application.person_id, context="deviation")(row.reasons_sealed)
    return DeviationView(
        Instead(row.instead).label, row.until, str(reasons), row.deviated_on, row.deviated_by.full_name
    )
