"""What follows when an objection was right: a refused application is open again, taken credit is put back."""

from uuid import UUID

from loopbaankrediet.credit.errors import NewApplicationRuns
from loopbaankrediet.credit.models import (
    APPLICATION_TABLE,
    OPEN_STATES,
    REVOCATION_TABLE,
    Application,
    Decision,
    DecisionKind,
    Revocation,
)
from loopbaankrediet.credit.queries import latest_decision
from loopbaankrediet.kernel.clock import Clock


def reopen_application(application: Application, *, officer_id: UUID, clock: Clock) -> None:
    """The refusal no longer stands; an officer looks at the file again, and the day of the application is kept.

    The caller locked and checked. NewApplicationRuns when she applied again since, WrongState when not refused.
    """
    state = APPLICATION_TABLE.after(application.state, "reopen")
    if Application.objects.filter(person_id=application.person_id, state__in=OPEN_STATES).exists():
        raise NewApplicationRuns
    refusal = latest_decision(application)
    Decision.objects.create(
        application=application,
        kind=DecisionKind.REOPENING,
        decided_on=clock.today(),
        decided_at=clock.now(),
        signed_by_id=officer_id,
        law_hash=refusal.law_hash,
        minutes=0,
        receipt_sealed=refusal.receipt_sealed,
    )
    application.state = state
    application.save(update_fields=["state"])


def restore_credit(revocation: Revocation) -> None:
    """The file ends as if the credit was kept. The caller locked, checked, and moves the minutes back."""
    revocation.state = REVOCATION_TABLE.after(revocation.state, "restore")
    revocation.revoked_minutes = 0
    revocation.save(update_fields=["state", "revoked_minutes"])
