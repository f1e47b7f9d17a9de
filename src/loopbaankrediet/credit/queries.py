"""Reads of applications, decisions and wallets."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from loopbaankrediet.credit.errors import NoWallet
from loopbaankrediet.credit.models import Application, ApplicationState, Decision, Reply, Wallet
from loopbaankrediet.credit.receipts import Receipt, facts_from_json, open_receipt
from loopbaankrediet.journal.keys import opener_for, unseal_for
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


@dataclass(frozen=True)
class ReplyView:
    text: str
    wants_a_person: bool
    replied_on: date


@dataclass(frozen=True)
class ApplicationView:
    """One application with its latest decision and the replies to it."""

    id: UUID
    person_id: UUID
    applicant: str
    state: str
    applied_on: date
    decision: DecisionView
    replies: tuple[ReplyView, ...]


@dataclass(frozen=True)
class WorkItem:
    """One line of an officer's list; `answer_until` only for an intention to refuse."""

    application_id: UUID
    applicant: str
    state: str
    applied_on: date
    answer_until: date | None
    replied: bool


@dataclass(frozen=True)
class Standing:
    """Where a person's latest application stands; `answer_until` only for an intention to refuse. Opens no receipt."""

    application_id: UUID
    state: str
    applied_on: date
    answer_until: date | None
    replied: bool


def facts_of(application: Application) -> dict[str, SourcedFact]:
    return facts_from_json(unseal_for(application.person_id, application.facts_sealed, context="facts"))


def latest_decision(application: Application) -> Decision:
    return Decision.objects.filter(application=application).select_related("signed_by").latest("decided_at")


def applications_of(person_id: UUID) -> tuple[ApplicationView, ...]:
    """All applications of one person, newest first."""
    rows = Application.objects.filter(person_id=person_id).select_related("person").order_by("-submitted_at")
    return tuple(_view(row) for row in rows)


def standing_of(person_id: UUID) -> Standing | None:
    """Where the person's latest application stands; None when there is none."""
    latest = Decision.objects.filter(application=OuterRef("pk")).order_by("-decided_at")
    rows = Application.objects.filter(person_id=person_id).annotate(
        until=Subquery(latest.values("answer_until")[:1]),
        replied=Exists(Reply.objects.filter(application=OuterRef("pk"))),
    )
    fields = ("id", "state", "applied_on", "until", "replied")
    row = rows.order_by("-submitted_at").values_list(*fields).first()
    return Standing(*row) if row else None


def application(application_id: UUID) -> ApplicationView | None:
    row = Application.objects.filter(id=application_id).select_related("person").first()
    return _view(row) if row else None


def open_work() -> tuple[WorkItem, ...]:
    """What waits for an officer: undetermined applications and intentions to refuse, oldest first."""
    states = (ApplicationState.UNDETERMINED, ApplicationState.INTENDED)
    rows = Application.objects.filter(state__in=states).select_related("person").order_by("applied_on", "submitted_at")
    found = list(rows)
    terms = _terms_of(found)
    replied = set(Reply.objects.filter(application__in=found).values_list("application_id", flat=True))
    return tuple(
        WorkItem(row.id, row.person.full_name, row.state, row.applied_on, terms.get(row.id), row.id in replied)
        for row in found
    )


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
    """Minutes of loopbaankrediet granted to this person so far."""
    found = wallet_of(person_id)
    return wallet_balance(found).received if found else 0


def _view(row: Application) -> ApplicationView:
    decision = latest_decision(row)
    return ApplicationView(
        row.id,
        row.person_id,
        row.person.full_name,
        row.state,
        row.applied_on,
        _decision_view(decision, row),
        _replies(row),
    )


def _decision_view(decision: Decision, row: Application) -> DecisionView:
    return DecisionView(
        decision.kind,
        decision.decided_on,
        decision.decided_at,
        decision.signed_by.full_name if decision.signed_by else None,
        decision.answer_until,
        decision.minutes,
        open_receipt(decision.receipt_sealed, row.person_id),
    )


def _replies(row: Application) -> tuple[ReplyView, ...]:
    replies = list(Reply.objects.filter(application=row).order_by("replied_at"))
    if not replies:
        return ()
    text_of = opener_for(row.person_id, context="reply")
    return tuple(ReplyView(text_of(reply.text_sealed), reply.wants_a_person, reply.replied_on) for reply in replies)


def _terms_of(rows: list[Application]) -> dict[UUID, date | None]:
    decisions = Decision.objects.filter(application__in=rows).order_by("decided_at")
    return {decision.application_id: decision.answer_until for decision in decisions}
