"""Answering an objection, with what follows from it: the refused application opens again, taken minutes come back."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.models import Application, ApplicationState, Revocation, RevocationState, Wallet
from loopbaankrediet.credit.reopening import reopen_application, restore_credit
from loopbaankrediet.credit.revoking import lock_revocation
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import lock, record, reverse
from loopbaankrediet.ledger.queries import transfers_of_act
from loopbaankrediet.objections.models import SAYS_YES, Objection
from loopbaankrediet.objections.policies import check_handles
from loopbaankrediet.objections.steps import close_objection, lock_objection, note

ACT = "decide_objection"


@transaction.atomic
def decide_objection(
    *, objection_id: UUID, outcome: str, grounds: str, by: Actor, clock: Clock, key: UUID
) -> Objection:
    """The officer who handles it answers with grounds. Who is right gets the file open again, on the kept day.

    NewApplicationRuns when a newer application has to be decided first.
    """
    done = done_before(key, by=by, about=(ACT, objection_id, outcome, grounds))
    application, revocation = _lock_contested(objection_id)
    objection = lock_objection(objection_id)
    officer_id = check_handles(objection, by)
    if done:
        return objection
    close_objection(objection, outcome, grounds, clock=clock)
    if outcome in SAYS_YES and application and application.state == ApplicationState.REFUSED:
        reopen_application(application, officer_id=officer_id, clock=clock)
    if outcome in SAYS_YES and revocation and revocation.state == RevocationState.REVOKED:
        _give_back(revocation, objection, by=by, clock=clock, key=key)
    note(ACT, objection, by=by, clock=clock, key=key)
    return objection


def _lock_contested(objection_id: UUID) -> tuple[Application | None, Revocation | None]:
    """What is contested, locked before the objection: rooms on lower floors come first."""
    found = Objection.objects.filter(id=objection_id).select_related("decision").first()
    if found is None:
        raise NotFound
    if found.revocation_id is not None:
        return None, lock_revocation(found.revocation_id)
    if found.decision is None:
        return None, None
    return Application.objects.select_for_update().get(id=found.decision.application_id), None


def _give_back(revocation: Revocation, objection: Objection, *, by: Actor, clock: Clock, key: UUID) -> None:
    """The minutes that the revocation took are free again, by a counter-entry of that very movement."""
    wallet = Wallet.objects.get(person_id=revocation.application.person_id)
    taken = Entry.objects.values_list("act_key", flat=True).get(verb="revoke_credit", subject_id=revocation.id)
    lock([accounts.wallet(wallet.id), accounts.minutes_withdrawn()])
    steps = [
        reverse("give_back", posting.id, reason=f"objection:{objection.id}")
        for posting in (transfers_of_act(taken) if taken else ())
        if posting.step == "withdraw"
    ]
    record(steps, act=ACT, act_key=key, effective_on=clock.today(), by=by)
    restore_credit(revocation)
