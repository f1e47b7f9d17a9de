"""Reads of the files about taking back granted minutes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.credit.models import Revocation, RevocationGround, RevocationState
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.errors import NotFound

RUNNING = (RevocationState.OPENED, RevocationState.HEARD)


@dataclass(frozen=True)
class RevocationLine:
    """One file in a list; `answer_until` is the last day of the term to answer."""

    id: UUID
    person_id: UUID
    applicant: str
    state: str
    minutes: int
    opened_on: date
    answer_until: date


@dataclass(frozen=True)
class RevocationView:
    """One file with its words; `heard_by` is empty when the citizen wrote herself."""

    id: UUID
    application_id: UUID
    person_id: UUID
    applicant: str
    state: str
    ground: str
    minutes: int
    why: str
    opened_on: date
    opened_by_id: UUID
    opened_by: str
    answer_until: date
    answer: str
    heard_on: date | None
    heard_by: str
    revoked_minutes: int
    reasons: str
    decided_on: date | None
    decided_by: str

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def was_heard(self, today: date) -> bool:
        """Whether a colleague can decide to take minutes back."""
        return self.state == RevocationState.HEARD or (self.is_running and today > self.answer_until)


def running_revocations() -> tuple[RevocationLine, ...]:
    """What waits for an answer or a decision, oldest first."""
    return tuple(_line(row) for row in _rows().filter(state__in=RUNNING).order_by("opened_at"))


def revocations_of(person_id: UUID) -> tuple[RevocationLine, ...]:
    """Every file about one person, newest first."""
    return tuple(_line(row) for row in _rows().filter(application__person_id=person_id).order_by("-opened_at"))


def revocation_to_read(revocation_id: UUID) -> RevocationView:
    """NotFound when there is none."""
    row = _rows().select_related("opened_by", "heard_by", "decided_by").filter(id=revocation_id).first()
    if row is None:
        raise NotFound
    person_id = row.application.person_id
    text_of = text_opener_for(person_id, context="revocation")
    return RevocationView(
        id=row.id,
        application_id=row.application_id,
        person_id=person_id,
        applicant=row.application.person.full_name,
        state=row.state,
        ground=RevocationGround(row.ground).label,
        minutes=row.minutes,
        why=text_of(row.why_sealed),
        opened_on=row.opened_on,
        opened_by_id=row.opened_by_id,
        opened_by=row.opened_by.full_name,
        answer_until=row.answer_until,
        answer=text_of(row.answer_sealed) if row.answer_sealed else "",
        heard_on=row.heard_on,
        heard_by=row.heard_by.full_name if row.heard_by else "",
        revoked_minutes=row.revoked_minutes,
        reasons=text_of(row.reasons_sealed) if row.reasons_sealed else "",
        decided_on=row.decided_on,
        decided_by=row.decided_by.full_name if row.decided_by else "",
    )


def _rows() -> QuerySet[Revocation]:
    return Revocation.objects.select_related("application__person")


def _line(row: Revocation) -> RevocationLine:
    person = row.application.person
    return RevocationLine(row.id, person.id, person.full_name, row.state, row.minutes, row.opened_on, row.answer_until)
