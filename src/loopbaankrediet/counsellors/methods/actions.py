"""Proposing a method, reviewing it, and taking it out of the catalogue.

Who decides is the panel: once enough members reviewed a proposal and more of them agree than not, it is decided, and
their reasons are those of the decision. Nobody reviews his own proposal.
"""

from datetime import date
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.methods.errors import (
    BasisMissing,
    MethodKnown,
    MethodNameMissing,
    OwnProposal,
    ReviewedBefore,
    ReviewReasonsMissing,
    WithdrawnInThePast,
)
from loopbaankrediet.counsellors.methods.models import METHOD_TABLE, Method, MethodReview, MethodState
from loopbaankrediet.counsellors.methods.policies import check_may_propose
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.policies import check_has_role


@transaction.atomic
def propose_method(*, name: str, basis: str, by: Actor, clock: Clock, key: UUID) -> Method:
    """A counsellor, registered or not, or a member of the panel proposes a method with its scientific basis."""
    person_id = check_may_propose(by)
    earlier = done_before(key, by=by, about=("propose_method", name, basis))
    if earlier is not None:
        return Method.objects.get(id=earlier)
    plain = " ".join(name.split())
    if not plain:
        raise MethodNameMissing
    if not basis.strip():
        raise BasisMissing
    standing = Method.objects.filter(state__in=[MethodState.PROPOSED, MethodState.ACCEPTED])
    if standing.filter(name__iexact=plain).exists():
        raise MethodKnown
    method = Method.objects.create(
        name=plain,
        basis=basis.strip(),
        proposed_by_id=person_id,
        proposed_on=clock.today(),
        proposed_at=clock.now(),
    )
    _note("propose_method", method, by=by, clock=clock, key=key)
    return method


@transaction.atomic
def review_method(*, method_id: UUID, is_founded: bool, reasons: str, by: Actor, clock: Clock, key: UUID) -> Method:
    """A member of the panel says whether it is founded, and why. Raises OwnProposal, or ReviewedBefore."""
    expert_id = check_has_role(by, Role.EXPERT)
    done = done_before(key, by=by, about=("review_method", method_id, is_founded, reasons))
    method = _locked(method_id)
    if done is not None:
        return method
    if method.proposed_by_id == expert_id:
        raise OwnProposal
    if MethodReview.objects.filter(method=method, reviewer_id=expert_id).exists():
        raise ReviewedBefore
    if not reasons.strip():
        raise ReviewReasonsMissing
    METHOD_TABLE.after(method.state, "accept")
    MethodReview.objects.create(
        method=method,
        reviewer_id=expert_id,
        is_founded=is_founded,
        reasons=reasons.strip(),
        reviewed_on=clock.today(),
        reviewed_at=clock.now(),
    )
    _decide(method, clock)
    _note("review_method", method, by=by, clock=clock, key=key)
    return method


@transaction.atomic
def withdraw_method(*, method_id: UUID, from_on: date, why: str, by: Actor, clock: Clock, key: UUID) -> Method:
    """From that day the method no longer counts for who registers; who is registered keeps her registration."""
    expert_id = check_has_role(by, Role.EXPERT)
    done = done_before(key, by=by, about=("withdraw_method", method_id, from_on, why))
    method = _locked(method_id)
    if done is not None:
        return method
    method.state = METHOD_TABLE.after(method.state, "withdraw")
    if from_on < clock.today():
        raise WithdrawnInThePast
    if not why.strip():
        raise ReviewReasonsMissing
    method.withdrawn_from, method.withdrawn_why, method.withdrawn_by_id = from_on, why.strip(), expert_id
    method.save(update_fields=["state", "withdrawn_from", "withdrawn_why", "withdrawn_by"])
    _note("withdraw_method", method, by=by, clock=clock, key=key)
    return method


def _decide(method: Method, clock: Clock) -> None:
    """More members one way than the other, and enough of them; else the proposal waits for another member."""
    votes = list(MethodReview.objects.filter(method=method).order_by("id").values_list("is_founded", flat=True))
    balance = sum(1 if vote else -1 for vote in votes)
    if len(votes) < term("method_reviews_at_least", on=method.proposed_on) or balance == 0:
        return
    method.state = METHOD_TABLE.after(method.state, "accept" if balance > 0 else "refuse")
    method.decided_on, method.decided_at = clock.today(), clock.now()
    method.save(update_fields=["state", "decided_on", "decided_at"])


def _locked(method_id: UUID) -> Method:
    method = Method.objects.select_for_update().filter(id=method_id).first()
    if method is None:
        raise NotFound
    return method


def _note(verb: str, method: Method, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("method", method.id, method.proposed_by_id), key=key, by=by, clock=clock)
