"""When an act on an application is not allowed yet, or not any more: each check raises its own refusal."""

from datetime import date
from uuid import UUID

from loopbaankrediet.credit.errors import (
    AnswerMissing,
    CallDayRefused,
    CallMissing,
    CallTextMissing,
    CreditAlreadyGranted,
    NobodyAskedToTalk,
    OutsideKnown,
    ProofTooShort,
    TermStillRuns,
)
from loopbaankrediet.credit.models import Application, ApplicationState, Call, Decision, Reply
from loopbaankrediet.credit.receipts import Receipt
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.saying.dutch import amount
from loopbaankrediet.kernel.days import day
from loopbaankrediet.sources.ports import FactValue, SourcedFact

PROOF_CHARACTERS = 10


def check_credit_is_not_granted_already(person_id: UUID, receipt: Receipt) -> None:
    """A second application after a grant says so at once, where only the minutes are spent: no file, no intention."""
    failing = [ground["rule"] for ground in receipt.decision["grounds"] if ground["holds"] is False]
    granted = Application.objects.filter(person_id=person_id, state=ApplicationState.GRANTED)
    if failing == ["minutes_left"] and granted.exists():
        raise CreditAlreadyGranted


def check_overrules(known: SourcedFact | None, value: FactValue, proof: str) -> None:
    """What is known in part is only completed; what is known exactly gives way to a proof that is named."""
    if known is None:
        return
    if isinstance(known.value, dict):
        _check_is_within(known, known.value, value)
    elif len(proof) < PROOF_CHARACTERS:
        raise ProofTooShort(source=known.origin.source, characters=PROOF_CHARACTERS)


def check_call(application: Application, called_on: date, said: str, *, reached: bool, today: date) -> None:
    """A call answers a question to be called: not before it, not after today, and with what was said."""
    asked = _last_wish_to_talk(application)
    if asked is None:
        raise NobodyAskedToTalk
    if not asked.replied_on <= called_on <= today:
        raise CallDayRefused(asked_on=day(asked.replied_on), today=day(today))
    if reached and not said:
        raise CallTextMissing


def check_may_refuse(application: Application, intention: Decision, answer: str, *, today: date) -> None:
    """The term has ended, who asked to talk was called, and every reply is answered (default 7)."""
    if intention.answer_until is None or today <= intention.answer_until:
        raise TermStillRuns(until=day(intention.answer_until or today))
    _check_call_was_made(application, today)
    if not answer and Reply.objects.filter(application=application).exists():
        raise AnswerMissing


def _check_is_within(known: SourcedFact, part: dict[str, int], value: FactValue) -> None:
    spec, source = FACTS[known.name], known.origin.source
    low, high = part.get("min"), part.get("max")
    if type(value) is not int:
        return
    if low is not None and value < low:
        raise OutsideKnown(source=source, known=f"minstens {amount(low, spec.counted)}", value=value, how="minder")
    if high is not None and value > high:
        raise OutsideKnown(source=source, known=f"hoogstens {amount(high, spec.counted)}", value=value, how="meer")


def _check_call_was_made(application: Application, today: date) -> None:
    asked = _last_wish_to_talk(application)
    if asked is None:
        return
    calls = Call.objects.filter(application=application, noted_at__gte=asked.replied_at)
    attempts = term("call_attempts", on=today)
    if not calls.filter(reached=True).exists() and calls.count() < attempts:
        raise CallMissing(attempts=attempts)


def _last_wish_to_talk(application: Application) -> Reply | None:
    return Reply.objects.filter(application=application, wants_a_person=True).order_by("-replied_at").first()
