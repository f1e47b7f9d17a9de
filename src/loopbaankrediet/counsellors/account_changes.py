"""Another account: asked by the counsellor, confirmed on the contact we knew before, agreed by a second officer.

Meanwhile batches pay the old account: a stranger who asks a change must gain nothing, and stop nothing.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.errors import (
    AccountChangeRuns,
    AccountChangeWaits,
    AccountIsTheSame,
    CheckMissing,
    RefusalReasonMissing,
    SameChecker,
)
from loopbaankrediet.counsellors.models import ACCOUNT_CHANGE_TABLE, AccountChange, AccountChangeState, Counsellor
from loopbaankrediet.counsellors.queries import payee
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.identifiers import mask_iban, parse_iban
from loopbaankrediet.people.policies import (
    check_has_role,
    check_is_counsellor,
    check_is_this_counsellor,
    check_not_own_case,
)

RUNNING = (AccountChangeState.ASKED, AccountChangeState.CHECKED)


@transaction.atomic
def ask_account_change(*, iban: str, by: Actor, clock: Clock, key: UUID) -> AccountChange:
    """Ask to be paid on another account. The journal notes which known contacts must be told, outside this site.

    Raises an IbanRefused, AccountIsTheSame, or AccountChangeRuns.
    """
    counsellor_id = check_is_counsellor(by)
    earlier = done_before(key, by=by, about=("ask_account_change", iban))
    if earlier is not None:
        return AccountChange.objects.get(id=earlier)
    wanted = parse_iban(iban)
    counsellor = Counsellor.objects.select_for_update(of=("self",)).get(id=counsellor_id)
    if payee(counsellor)[1] == wanted:
        raise AccountIsTheSame
    if AccountChange.objects.filter(counsellor=counsellor, state__in=RUNNING).exists():
        raise AccountChangeRuns
    change = AccountChange.objects.create(
        counsellor=counsellor,
        iban_sealed=seal_for(counsellor.person_id, wanted, context="iban"),
        iban_end=wanted[-4:],
        previous_sealed=counsellor.iban_sealed,
        previous_end=counsellor.iban_end,
        asked_on=clock.today(),
        asked_at=clock.now(),
        earliest_on=clock.today() + timedelta(days=term("account_change_days", on=clock.today())),
    )
    told = {"new": mask_iban(wanted), "tell": [counsellor.phone, counsellor.email], "from": change.earliest_on}
    _note("ask_account_change", change, by=by, clock=clock, key=key, details=told)
    return change


@transaction.atomic
def withdraw_account_change(*, change_id: UUID, by: Actor, clock: Clock, key: UUID) -> AccountChange:
    """The counsellor stops it: she changed her mind, or never asked it."""
    check_is_counsellor(by)
    done = done_before(key, by=by, about=("withdraw_account_change", change_id))
    change = _locked(change_id)
    check_is_this_counsellor(by, change.counsellor_id)
    if done is None:
        change.state = ACCOUNT_CHANGE_TABLE.after(change.state, "withdraw")
        change.ended_at = clock.now()
        change.save(update_fields=["state", "ended_at"])
        _note("withdraw_account_change", change, by=by, clock=clock, key=key)
    return change


@transaction.atomic
def check_account_change(*, change_id: UUID, how: str, by: Actor, clock: Clock, key: UUID) -> AccountChange:
    """A first officer reached her on the contact in the register, not one from the question, and says how."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("check_account_change", change_id, how))
    change = _locked(change_id)
    check_not_own_case(by, change.counsellor.person_id)
    if done is None:
        if not how.strip():
            raise CheckMissing
        change.state = ACCOUNT_CHANGE_TABLE.after(change.state, "check")
        change.checked_by_id, change.checked_at = officer_id, clock.now()
        change.how_sealed = seal_for(change.counsellor.person_id, how.strip(), context="account-check")
        change.save(update_fields=["state", "checked_by", "checked_at", "how_sealed"])
        _note("check_account_change", change, by=by, clock=clock, key=key)
    return change


def put_account_in_force(*, change_id: UUID, by: Actor, clock: Clock, key: UUID) -> AccountChange:
    """A second officer agrees, once the waiting period is over; from now on she is paid on the new account.

    Part of a larger act: see `flows/change_account.py`. Raises AccountChangeWaits, or SameChecker.
    """
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    change = _locked(change_id)
    check_not_own_case(by, change.counsellor.person_id)
    change.state = ACCOUNT_CHANGE_TABLE.after(change.state, "put_in_force")
    if change.checked_by_id == officer_id:
        raise SameChecker
    if clock.today() < change.earliest_on:
        raise AccountChangeWaits(earliest=f"{change.earliest_on:%d/%m/%Y}")
    change.in_force_by_id, change.in_force_on, change.in_force_at = officer_id, clock.today(), clock.now()
    change.ended_at = clock.now()
    change.save(update_fields=["state", "in_force_by", "in_force_on", "in_force_at", "ended_at"])
    Counsellor.objects.filter(id=change.counsellor_id).update(iban_sealed=change.iban_sealed, iban_end=change.iban_end)
    _note("put_account_in_force", change, by=by, clock=clock, key=key)
    return change


@transaction.atomic
def refuse_account_change(*, change_id: UUID, why: str, by: Actor, clock: Clock, key: UUID) -> AccountChange:
    """An officer does not change the account: she was not reached, or did not ask it."""
    officer_id = check_has_role(by, Role.PAYMENTS_OFFICER)
    done = done_before(key, by=by, about=("refuse_account_change", change_id, why))
    change = _locked(change_id)
    check_not_own_case(by, change.counsellor.person_id)
    if done is None:
        if not why.strip():
            raise RefusalReasonMissing
        change.state = ACCOUNT_CHANGE_TABLE.after(change.state, "refuse")
        change.refused_by_id, change.ended_at = officer_id, clock.now()
        change.why_sealed = seal_for(change.counsellor.person_id, why.strip(), context="account-refusal")
        change.save(update_fields=["state", "refused_by", "ended_at", "why_sealed"])
        _note("refuse_account_change", change, by=by, clock=clock, key=key)
    return change


def _locked(change_id: UUID) -> AccountChange:
    rows = AccountChange.objects.select_for_update(of=("self",)).select_related("counsellor")
    change = rows.filter(id=change_id).first()
    if change is None:
        raise NotFound
    return change


def _note(
    verb: str, change: AccountChange, *, by: Actor, clock: Clock, key: UUID, details: dict[str, object] | None = None
) -> None:
    subject = Subject("account_change", change.id, change.counsellor.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock, details=details)
