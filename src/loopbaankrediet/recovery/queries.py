"""Reads of recovery: the list with ages and terms, and one file with all that was said, decided and paid."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from loopbaankrediet.counsellors.queries import payee_name
from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.payments.models import WAITING, Deduction, SetOff, UnmatchedLine
from loopbaankrediet.people.models import Person
from loopbaankrediet.recovery.balances import Standing, standing_of, standings
from loopbaankrediet.recovery.models import Instalment, Recovery, RecoveryAnswer, Repayment, RepaymentPlan
from loopbaankrediet.recovery.names import recovery_number
from loopbaankrediet.recovery.states import PlanState, ReceiptState, RecoveryState
from loopbaankrediet.recovery.terms import last_day_to_recover

Read = Callable[[bytes | memoryview], str]


EVERY_ROW = slice(None)


@dataclass(frozen=True)
class RecoveryTask:
    """A recovery that waits for the counsellor: `answer_until` to answer, or `pay_until` to choose how to pay."""

    id: UUID
    number: str
    state: str
    answer_until: date
    pay_until: date | None


@dataclass(frozen=True)
class RecoveryLine:
    """One recovery in a list. Amounts in cents; `pay_until` is empty until the decision was told."""

    id: UUID
    number: str
    payee: str
    register_number: str
    module_number: int
    state: str
    ground: str
    opened_on: date
    answer_until: date
    pay_until: date | None
    standing: Standing
    person_id: UUID


@dataclass(frozen=True)
class Said:
    """What the counsellor answered; `noted_by`: who heard it by phone, "" when she wrote it."""

    on: date
    text: str
    noted_by: str


@dataclass(frozen=True)
class PlanView:
    """A plan with its dates; `why`: why it was refused."""

    id: UUID
    state: str
    cents: int
    proposed_on: date
    decided_on: date | None
    decided_by: str
    why: str
    instalments: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class RepaymentView:
    """A transfer that somebody recognised, and what became of it."""

    id: UUID
    booked_on: date
    cents: int
    state: str
    proposed_by: str
    proposed_by_id: UUID


@dataclass(frozen=True)
class KeptBack:
    """What one payment kept back; `is_sent`: its batch was approved."""

    message_id: str
    on: date
    cents: int
    is_sent: bool


@dataclass(frozen=True)
class RecoveryFile:
    """Everything of one recovery. `until`: the last day on which it can be asked back, once the bank booked it."""

    line: RecoveryLine
    person_id: UUID
    name: str
    client_id: UUID
    client: str
    contact: str
    claim_number: int
    claim_minutes: int
    claim_cents: int
    minutes: int
    cents: int
    own_cents: int
    interest_cents: int
    hours_back: bool
    held: bool
    reason: str
    paid_on: date | None
    until: date | None
    opened_by: str
    opened_by_id: UUID | None
    decision: str
    decided_on: date | None
    decided_by: str
    notified_on: date | None
    told_by: str
    ended_on: date | None
    ended_by: str
    end_reason: str
    is_kept_back: bool
    answers: tuple[Said, ...]
    plans: tuple[PlanView, ...]
    repayments: tuple[RepaymentView, ...]
    kept_back: tuple[KeptBack, ...]


@dataclass(frozen=True)
class Incoming:
    """A credit on our account that waits for a person."""

    id: UUID
    booked_on: date
    cents: int
    counterparty: str
    text: str


def recoveries(counsellor_id: UUID | None = None, *, rows: slice | None = None) -> tuple[RecoveryLine, ...]:
    """The oldest first: these of all of them, or every one of one counsellor."""
    wanted = _rows().order_by("opened_on", "number")
    if counsellor_id:
        wanted = wanted.filter(counsellor_id=counsellor_id)
    found = list(wanted[rows] if rows else wanted)
    stand = standings(found)
    return tuple(_line(row, stand[row.id]) for row in found)


def recoveries_to_answer(counsellor_id: UUID) -> tuple[RecoveryTask, ...]:
    """Intentions and decisions of which the counsellor's term runs; without what is still open of them."""
    states = (RecoveryState.INTENTION, RecoveryState.NOTIFIED)
    rows = Recovery.objects.filter(counsellor_id=counsellor_id, state__in=states).order_by("opened_on", "number")
    return tuple(RecoveryTask(row.id, recovery_number(row), row.state, row.answer_until, row.pay_until) for row in rows)


def count_recoveries() -> int:
    return Recovery.objects.count()


def recovery_file(recovery_id: UUID, *, counsellor_id: UUID | None = None, on: date) -> RecoveryFile:
    """One recovery; with `counsellor_id` only her own. NotFound when there is none."""
    rows = _rows().filter(id=recovery_id)
    row = (rows.filter(counsellor_id=counsellor_id) if counsellor_id else rows).first()
    if row is None:
        raise NotFound
    return _file(row, on)


def incoming(rows: slice = EVERY_ROW) -> tuple[Incoming, ...]:
    """These of the sums on our account that nobody placed yet, newest first."""
    found = _unplaced().order_by("-queued_at", "-line_id")[rows]
    return tuple(Incoming(row.id, row.line.booked_on, row.line.cents, row.counterparty, row.text) for row in found)


def count_unplaced() -> int:
    return _unplaced().count()


def _unplaced() -> QuerySet[UnmatchedLine]:
    rows = UnmatchedLine.objects.filter(state__in=WAITING, item=None, line__direction="CRDT").select_related("line")
    taken = Repayment.objects.exclude(state=ReceiptState.REFUSED).values("line_id")
    return rows.exclude(line_id__in=taken)


def _rows() -> QuerySet[Recovery]:
    kept_back = Deduction.objects.filter(reference=OuterRef("id"), stopped_at=None)
    return Recovery.objects.annotate(is_kept_back=Exists(kept_back)).select_related(
        "counsellor__person",
        "counsellor__organisation",
        "claim__module__track__person",
        "opened_by",
        "decided_by",
        "ended_by",
    )


def _line(row: Recovery, stand: Standing) -> RecoveryLine:
    return RecoveryLine(
        row.id,
        recovery_number(row),
        payee_name(row.counsellor),
        row.counsellor.register_number,
        row.claim.module.number,
        row.state,
        row.ground,
        row.opened_on,
        row.answer_until,
        row.pay_until,
        stand,
        row.counsellor.person_id,
    )


def _file(row: Recovery, on: date) -> RecoveryFile:
    counsellor, claim = row.counsellor, row.claim
    read = text_opener_for(counsellor.person_id, context="recovery")
    repayments, kept_back = tuple(_repayments(row)), tuple(_kept_back(row))
    since = row.notified_on or row.paid_on
    return RecoveryFile(
        _line(row, _standing(row, repayments, kept_back)),
        counsellor.person_id,
        counsellor.person.full_name,
        claim.module.track.person.id,
        claim.module.track.person.full_name,
        " of ".join(text for text in (counsellor.phone, counsellor.email) if text),
        claim.number,
        claim.minutes,
        claim.public_cents,
        row.minutes,
        row.cents,
        row.own_cents,
        row.interest_cents,
        row.hours_back,
        row.held,
        read(row.reason_sealed) if row.reason_sealed else "",
        row.paid_on,
        last_day_to_recover(since, on=on) if since else None,
        _name(row.opened_by),
        row.opened_by_id,
        read(row.decision_sealed) if row.decision_sealed else "",
        row.decided_on,
        _name(row.decided_by),
        row.notified_on,
        row.told_by,
        row.ended_on,
        _name(row.ended_by),
        read(row.end_sealed) if row.end_sealed else "",
        bool(getattr(row, "is_kept_back", False)),
        tuple(_answers(row, read)),
        tuple(_plans(row, read)),
        repayments,
        kept_back,
    )


def _standing(row: Recovery, repayments: Iterable[RepaymentView], kept_back: Iterable[KeptBack]) -> Standing:
    """As `standings`, from what was read already."""
    kept = sum(part.cents for part in kept_back if part.is_sent)
    transferred = sum(item.cents for item in repayments if item.state == ReceiptState.AGREED)
    return standing_of(row, set_off=kept, transferred=transferred)


def _answers(row: Recovery, read: Read) -> Iterable[Said]:
    rows = RecoveryAnswer.objects.filter(recovery=row).select_related("noted_by").order_by("answered_at")
    return [Said(said.answered_on, read(said.text_sealed), _name(said.noted_by)) for said in rows]


def _plans(row: Recovery, read: Read) -> Iterable[PlanView]:
    parts: dict[UUID, list[tuple[date, int]]] = {}
    for part in Instalment.objects.filter(plan__recovery=row).order_by("due_on"):
        parts.setdefault(part.plan_id, []).append((part.due_on, part.cents))
    for plan in RepaymentPlan.objects.filter(recovery=row).select_related("decided_by").order_by("proposed_at"):
        why = read(plan.why_sealed) if plan.why_sealed else ""
        by = _name(plan.decided_by)
        yield PlanView(
            plan.id, plan.state, plan.cents, plan.proposed_on, plan.decided_on, by, why, tuple(parts.get(plan.id, ()))
        )


def _repayments(row: Recovery) -> Iterable[RepaymentView]:
    rows = Repayment.objects.filter(recovery=row).select_related("line", "proposed_by").order_by("proposed_at")
    return [
        RepaymentView(
            item.id, item.line.booked_on, item.cents, item.state, item.proposed_by.full_name, item.proposed_by_id
        )
        for item in rows
    ]


def _kept_back(row: Recovery) -> Iterable[KeptBack]:
    rows = SetOff.objects.filter(deduction__reference=row.id).exclude(item__state="dropped")
    for part in rows.select_related("item__batch").order_by("item__batch__made_at", "item__end_to_end_id"):
        batch = part.item.batch
        yield KeptBack(batch.message_id, batch.approved_on or batch.made_on, part.cents, batch.approved_on is not None)


def _name(person: Person | None) -> str:
    return person.full_name if person else ""


def running_plan(plans: Iterable[PlanView]) -> PlanView | None:
    """The plan that waits for an officer, or that counts."""
    return next((plan for plan in plans if plan.state in (PlanState.PROPOSED, PlanState.AGREED)), None)
