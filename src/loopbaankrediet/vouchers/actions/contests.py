"""A citizen contests a line of her vouchers, or takes that back; an officer decides, signed and with a reason."""

from uuid import UUID

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role, check_is_citizen, check_not_own_case
from loopbaankrediet.platform.remedies import check_can_be_contested
from loopbaankrediet.vouchers.errors import ContestedAlready, ContestReasonMissing, NothingContested
from loopbaankrediet.vouchers.history import history_of
from loopbaankrediet.vouchers.models import CONTEST_TABLE, ContestState, VoucherContest

CONTEST_CONTEXT = "voucher-contest"


@transaction.atomic
def raise_contest(
    *, person_id: UUID, voucher_number: str, what: str, proof: str = "", by: Actor, clock: Clock, key: UUID
) -> VoucherContest:
    """The citizen says what is wrong with one of her vouchers, and which proof she has. NotFound for anyone else's."""
    check_is_citizen(by, person_id, to=Scope.APPLY, clock=clock)
    done = done_before(key, by=by, about=("raise_contest", person_id, voucher_number, what, proof))
    if done:
        return VoucherContest.objects.get(id=done)
    if not what.strip():
        raise NothingContested
    person = Person.objects.select_for_update().get(id=person_id)
    held = history_of(bytes(person.history_hash or b""), on=clock.today()).vouchers
    voucher = next((voucher for voucher in held if voucher.number == voucher_number), None)
    if voucher is None:
        raise NotFound
    if voucher.contest in (ContestState.OPEN, ContestState.ACCEPTED):
        raise ContestedAlready
    contest = VoucherContest.objects.create(
        person=person,
        line=voucher.line,
        voucher_number=voucher_number,
        text_sealed=seal_for(person_id, {"what": what.strip(), "proof": proof.strip()}, context=CONTEST_CONTEXT),
        raised_on=clock.today(),
        raised_at=clock.now(),
    )
    _note("raise_contest", contest, by=by, clock=clock, key=key)
    return contest


@transaction.atomic
def take_back_contest(*, contest_id: UUID, by: Actor, clock: Clock, key: UUID) -> VoucherContest:
    """The citizen leaves it as it is."""
    done, contest = done_before(key, by=by, about=("take_back_contest", contest_id)), _locked(contest_id)
    check_is_citizen(by, contest.person_id, to=Scope.APPLY, clock=clock)
    if done:
        return contest
    contest.state = CONTEST_TABLE.after(contest.state, "take_back")
    contest.save(update_fields=["state"])
    _note("take_back_contest", contest, by=by, clock=clock, key=key)
    return contest


@transaction.atomic
def decide_contest(
    *, contest_id: UUID, accept: bool, reason: str, by: Actor, clock: Clock, key: UUID
) -> VoucherContest:
    """An officer agrees that the line is wrong (it no longer counts), or keeps it; the citizen reads the reason."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("decide_contest", contest_id, accept, reason))
    contest = _locked(contest_id)
    if done:
        return contest
    check_not_own_case(by, contest.person_id)
    if not reason.strip():
        raise ContestReasonMissing
    check_can_be_contested("voucher_contest", on=clock.today())
    contest.state = CONTEST_TABLE.after(contest.state, "accept" if accept else "keep")
    contest.decided_by_id = officer_id
    contest.decided_on, contest.decided_at = clock.today(), clock.now()
    contest.reason_sealed = seal_for(contest.person_id, reason.strip(), context=CONTEST_CONTEXT)
    contest.save(update_fields=["state", "decided_by", "decided_on", "decided_at", "reason_sealed"])
    _note("decide_contest", contest, by=by, clock=clock, key=key)
    return contest


def _locked(contest_id: UUID) -> VoucherContest:
    """The contest, locked after its person: the order of everybody who decides about her."""
    found = VoucherContest.objects.filter(id=contest_id).first()
    if found is None:
        raise NotFound
    Person.objects.select_for_update().get(id=found.person_id)
    return VoucherContest.objects.select_for_update().get(id=contest_id)


def _note(verb: str, contest: VoucherContest, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("voucher_contest", contest.id, contest.person_id), key=key, by=by, clock=clock)
