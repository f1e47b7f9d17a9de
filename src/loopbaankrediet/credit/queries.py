"""Reads of applications, decisions and wallets."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, Sum

from loopbaankrediet.credit.errors import NoWallet
from loopbaankrediet.credit.models import (
    OPEN_STATES,
    Application,
    ApplicationState,
    Call,
    Decision,
    DecisionKind,
    Reply,
    Revocation,
    Turn,
    Wallet,
)
from loopbaankrediet.credit.receipts import Receipt, facts_from_json, open_receipt
from loopbaankrediet.journal.keys import text_opener_for, unseal_for
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import Balance, balance
from loopbaankrediet.sources.ports import SourcedFact


@dataclass(frozen=True)
class DecisionView:
    """One decision with its receipt opened."""

    kind: str
    decided_on: date
    decided_at: datetime
    signed_by: str | None
    answer_until: date | None
    minutes: int
    receipt: Receipt
    answer: str


@dataclass(frozen=True)
class DecisionLine:
    """One decision in a list; its receipt stays closed."""

    application_id: UUID
    number: int
    kind: str
    decided_on: date
    minutes: int


@dataclass(frozen=True)
class ReplyView:
    """What the applicant wrote; `phone` only when she asked to be called."""

    text: str
    wants_a_person: bool
    phone: str
    replied_on: date


@dataclass(frozen=True)
class CallView:
    """A call to the applicant; `said` may be empty when she was not reached."""

    called_on: date
    reached: bool
    said: str


@dataclass(frozen=True)
class ApplicationView:
    """One application with its latest decision, all its decisions in order, the replies and the calls."""

    id: UUID
    number: int
    person_id: UUID
    applicant: str
    state: str
    applied_on: date
    decision: DecisionView
    history: tuple[DecisionLine, ...]
    replies: tuple[ReplyView, ...]
    calls: tuple[CallView, ...]

    def latest(self, kind: DecisionKind) -> DecisionLine | None:
        """The latest decision of this kind."""
        return next((line for line in reversed(self.history) if line.kind == kind), None)

    @property
    def asks_to_talk(self) -> bool:
        return any(reply.wants_a_person for reply in self.replies)


@dataclass(frozen=True)
class WorkItem:
    """One line of an officer's list; `answer_until` only for an intention to refuse."""

    application_id: UUID
    number: int
    applicant: str
    state: str
    applied_on: date
    answer_until: date | None
    replied: bool
    asks_to_talk: bool
    person_id: UUID


@dataclass(frozen=True)
class TurnView:
    """An application that waits, or waited, for its place: its lot number, its minutes, and since when."""

    ticket: str
    minutes: int
    waits_since: date


@dataclass(frozen=True)
class Standing:
    """Where a person's latest application stands; `answer_until` only for an intention to refuse. Opens no receipt.

    `has_revocation`: there is a file about taking minutes back.
    """

    application_id: UUID
    state: str
    applied_on: date
    answer_until: date | None
    replied: bool
    has_revocation: bool
    latest_kind: str


def facts_of(application: Application) -> dict[str, SourcedFact]:
    return facts_from_json(unseal_for(application.person_id, application.facts_sealed, context="facts"))


def latest_decision(application: Application) -> Decision:
    return Decision.objects.filter(application=application).select_related("signed_by").latest("id")


def applications_of(person_id: UUID) -> tuple[ApplicationView, ...]:
    """All applications of one person, newest first."""
    rows = Application.objects.filter(person_id=person_id).select_related("person").order_by("-submitted_at")
    return tuple(_view(row) for row in rows)


def standing_of(person_id: UUID) -> Standing | None:
    """Where the person's latest application stands; None when there is none."""
    latest = Decision.objects.filter(application=OuterRef("pk")).order_by("-id")
    rows = Application.objects.filter(person_id=person_id).annotate(
        until=Subquery(latest.values("answer_until")[:1]),
        replied=Exists(Reply.objects.filter(application=OuterRef("pk"))),
        has_revocation=Exists(Revocation.objects.filter(application__person_id=person_id)),
        latest_kind=Subquery(latest.values("kind")[:1]),
    )
    fields = ("id", "state", "applied_on", "until", "replied", "has_revocation", "latest_kind")
    row = rows.order_by("-submitted_at").values_list(*fields).first()
    return Standing(*row) if row else None


def application(application_id: UUID) -> ApplicationView | None:
    row = Application.objects.filter(id=application_id).select_related("person").first()
    return _view(row) if row else None


def turn_of(application_id: UUID) -> TurnView:
    """NotFound for an application that never waited for a place."""
    row = Turn.objects.filter(application_id=application_id).values_list("ticket", "minutes", "waits_since").first()
    if row is None:
        raise NotFound
    return TurnView(*row)


def open_work() -> tuple[WorkItem, ...]:
    """What waits for an officer: undetermined applications and intentions to refuse, oldest first."""
    states = (ApplicationState.UNDETERMINED, ApplicationState.INTENDED)
    rows = Application.objects.filter(state__in=states).select_related("person").order_by("applied_on", "submitted_at")
    found = list(rows)
    terms = _terms_of(found)
    replies = Reply.objects.filter(application__in=found).order_by("replied_at")
    replied = set(replies.values_list("application_id", "wants_a_person"))
    return tuple(_work_item(row, terms.get(row.id), {wants for id, wants in replied if id == row.id}) for row in found)


def people_waiting() -> tuple[UUID, ...]:
    """Whose application is not decided for good."""
    rows = Application.objects.filter(state__in=OPEN_STATES).order_by("applied_on", "id")
    return tuple(rows.values_list("person_id", flat=True))


def application_numbered(number: int) -> UUID | None:
    """The application with exactly this number, whatever its state."""
    return Application.objects.filter(number=number).values_list("id", flat=True).first()


def decisions_of(person_id: UUID) -> tuple[DecisionLine, ...]:
    """All that was decided for one person, newest first: grants, prices and refusals."""
    kinds = (DecisionKind.GRANT, DecisionKind.TARIFF, DecisionKind.REFUSAL)
    rows = Decision.objects.filter(application__person_id=person_id, kind__in=kinds).select_related("application")
    return tuple(_line(row) for row in rows.order_by("-id"))


def wallet_of(person_id: UUID) -> Wallet | None:
    return Wallet.objects.filter(person_id=person_id).first()


def the_wallet_of(person_id: UUID) -> Wallet:
    """NoWallet when nothing was granted."""
    found = wallet_of(person_id)
    if found is None:
        raise NoWallet
    return found


def wallet_balance(wallet: Wallet) -> Balance:
    """Minutes: free, reserved (held), granted (received), used (spent)."""
    return balance(accounts.wallet(wallet.id))


def minutes_granted(person_id: UUID) -> int:
    """Minutes of loopbaankrediet granted to this person so far, without those that were taken back."""
    found = wallet_of(person_id)
    if found is None:
        return 0
    taken = Revocation.objects.filter(application__person_id=person_id).aggregate(total=Sum("revoked_minutes"))["total"]
    return wallet_balance(found).received - (taken or 0)


def _view(row: Application) -> ApplicationView:
    decisions = list(Decision.objects.filter(application=row).select_related("signed_by").order_by("id"))
    for decision in decisions:
        decision.application = row
    return ApplicationView(
        row.id,
        row.number,
        row.person_id,
        row.person.full_name,
        row.state,
        row.applied_on,
        _decision_view(decisions[-1], row),
        tuple(_line(decision) for decision in decisions),
        _replies(row),
        _calls(row),
    )


def _line(row: Decision) -> DecisionLine:
    return DecisionLine(row.application_id, row.application.number, row.kind, row.decided_on, row.minutes)


def _work_item(row: Application, until: date | None, replied: set[bool]) -> WorkItem:
    name, asks = row.person.full_name, True in replied
    return WorkItem(row.id, row.number, name, row.state, row.applied_on, until, bool(replied), asks, row.person_id)


def _decision_view(decision: Decision, row: Application) -> DecisionView:
    return DecisionView(
        decision.kind,
        decision.decided_on,
        decision.decided_at,
        decision.signed_by.full_name if decision.signed_by else None,
        decision.answer_until,
        decision.minutes,
        open_receipt(decision.receipt_sealed, row.person_id),
        unseal_for(row.person_id, decision.answer_sealed, context="reply") if decision.answer_sealed else "",
    )


def _replies(row: Application) -> tuple[ReplyView, ...]:
    replies = list(Reply.objects.filter(application=row).order_by("replied_at"))
    if not replies:
        return ()
    text_of = text_opener_for(row.person_id, context="reply")
    return tuple(
        ReplyView(
            text_of(reply.text_sealed),
            reply.wants_a_person,
            text_of(reply.phone_sealed) if reply.phone_sealed else "",
            reply.replied_on,
        )
        for reply in replies
    )


def _calls(row: Application) -> tuple[CallView, ...]:
    calls = list(Call.objects.filter(application=row).order_by("noted_at"))
    if not calls:
        return ()
    text_of = text_opener_for(row.person_id, context="reply")
    return tuple(CallView(call.called_on, call.reached, text_of(call.said_sealed)) for call in calls)


def _terms_of(rows: list[Application]) -> dict[UUID, date | None]:
    decisions = Decision.objects.filter(application__in=rows).order_by("id")
    return {decision.application_id: decision.answer_until for decision in decisions}
