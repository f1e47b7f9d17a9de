"""Reads of accounts: what was asked, checked, and paid on before. Of a number only its end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.counsellors.account_changes import RUNNING
from loopbaankrediet.counsellors.models import AccountChange, AccountChangeState
from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.errors import NotFound


@dataclass(frozen=True)
class AccountChangeView:
    """One change. `contact`: how she was known before; `how` and `why`: what officers wrote, "" when nothing."""

    id: UUID
    counsellor_id: UUID
    person_id: UUID
    name: str
    payee: str
    register_number: str
    contact: str
    state: str
    new_end: str
    previous_end: str
    asked_on: date
    earliest_on: date
    checked_by: str
    checked_by_id: UUID | None
    how: str
    in_force_on: date | None
    in_force_by: str
    why: str

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_checked(self) -> bool:
        return self.state == AccountChangeState.CHECKED


def account_changes_of(counsellor_id: UUID) -> tuple[AccountChangeView, ...]:
    """All changes one counsellor ever asked, newest first."""
    return tuple(_view(row) for row in _rows().filter(counsellor_id=counsellor_id).order_by("-asked_at"))


def running_account_changes() -> tuple[AccountChangeView, ...]:
    """What waits for an officer, oldest first."""
    return tuple(_view(row) for row in _rows().filter(state__in=RUNNING).order_by("asked_at"))


def account_change(change_id: UUID) -> AccountChangeView:
    """NotFound when there is none."""
    row = _rows().filter(id=change_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def _rows() -> QuerySet[AccountChange]:
    return AccountChange.objects.select_related(
        "counsellor__person", "counsellor__organisation", "checked_by", "in_force_by"
    ).order_by("asked_at")


def _view(row: AccountChange) -> AccountChangeView:
    counsellor = row.counsellor
    return AccountChangeView(
        row.id,
        row.counsellor_id,
        counsellor.person_id,
        counsellor.person.full_name,
        payee_name(counsellor),
        counsellor.register_number,
        " of ".join(text for text in (counsellor.phone, counsellor.email) if text),
        row.state,
        row.iban_end,
        row.previous_end,
        row.asked_on,
        row.earliest_on,
        row.checked_by.full_name if row.checked_by else "",
        row.checked_by_id,
        _text(row, row.how_sealed, "account-check"),
        row.in_force_on,
        row.in_force_by.full_name if row.in_force_by else "",
        _text(row, row.why_sealed, "account-refusal"),
    )


def _text(row: AccountChange, sealed: bytes | memoryview | None, context: str) -> str:
    return text_opener_for(row.counsellor.person_id, context=context)(sealed) if sealed else ""
