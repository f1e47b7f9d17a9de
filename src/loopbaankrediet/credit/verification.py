"""The proof of the decisions: each stored one computed again from its receipt, under the law of its day."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from loopbaankrediet.credit.deviating import was_intended_on_file
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import Decision, DecisionKind
from loopbaankrediet.credit.receipts import Receipt, open_receipt
from loopbaankrediet.decree import DecreeError, Outcome
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel.crypto import SealBroken

BATCH = 200
OUTCOMES = {
    DecisionKind.GRANT: Outcome.GRANTED,
    DecisionKind.TARIFF: Outcome.GRANTED,
    DecisionKind.TURN: Outcome.GRANTED,
    DecisionKind.QUESTION: Outcome.UNDETERMINED,
    DecisionKind.INTENTION: Outcome.REFUSED,
    DecisionKind.REFUSAL: Outcome.REFUSED,
    DecisionKind.REOPENING: Outcome.REFUSED,
}


@dataclass(frozen=True)
class Verdict:
    """One decision: what differs (nothing when it holds), or that its person's key was erased. No personal data."""

    number: int
    decision_id: int
    differs: tuple[str, ...] = ()
    is_erased: bool = False

    def __str__(self) -> str:
        return f"{file_number(self.number)}, beslissing {self.decision_id}: {'; '.join(self.differs)}"


def verdicts(since: date | None = None) -> Iterator[Verdict]:
    """Every stored decision of that day and later, in order; never more than a batch in memory."""
    keys = SubjectKey.objects.filter(subject_id=OuterRef("application__person_id"), erased_at=None)
    rows = Decision.objects.select_related("application").annotate(key_made_at=Subquery(keys.values("made_at")))
    return map(_verdict, _in_batches(rows.filter(decided_on__gte=since) if since else rows))


def main(since: date | None) -> int:
    """`loopbaankrediet replay --stored`: 0 when every decision holds; 1, and each that differs on stderr."""
    held = differing = erased = 0
    for verdict in verdicts(since):
        held += not verdict.differs and not verdict.is_erased
        erased += verdict.is_erased
        if verdict.differs:
            differing += 1
            sys.stderr.write(f"{verdict}\n")
    sys.stdout.write(f"Beslissingen die kloppen: {held}. Verschillend: {differing}. Gewist: {erased}.\n")
    return 1 if differing else 0


def _in_batches(rows: QuerySet[Decision]) -> Iterator[Decision]:
    last = 0
    while batch := list(rows.filter(id__gt=last).order_by("id")[:BATCH]):
        yield from batch
        last = batch[-1].id


def _verdict(row: Decision) -> Verdict:
    number, key_made_at = row.application.number, row.key_made_at  # type: ignore[attr-defined]  # annotated
    try:
        receipt = open_receipt(row.receipt_sealed, row.application.person_id)
        return Verdict(number, row.id, tuple(_differences(row, receipt)))
    except Erased:
        return Verdict(number, row.id, is_erased=True)
    except SealBroken:
        if key_made_at > row.decided_at:  # the key that sealed it is gone; this one came after
            return Verdict(number, row.id, is_erased=True)
        return Verdict(number, row.id, ("het zegel is gebroken",))
    except (DecreeError, KeyError, TypeError, ValueError, AttributeError) as error:
        return Verdict(number, row.id, (f"het bewijs is niet na te rekenen ({type(error).__name__})",))


def _differences(row: Decision, receipt: Receipt) -> Iterator[str]:
    proof = receipt.proof
    yield from (difference.what for difference in receipts.replay(proof))
    if not receipt.is_as_said:
        yield "de zinnen die de aanvrager las"
    if row.law_hash != proof.law_hash:
        yield "de wet in de databank"
    if OUTCOMES[DecisionKind(row.kind)] != _outcome(receipt) and not _is_on_file(row, receipt):
        yield "de soort beslissing in de databank"
    if row.kind == DecisionKind.GRANT and row.minutes != proof.results["minutes"]:
        yield "de minuten in de databank"


def _is_on_file(row: Decision, receipt: Receipt) -> bool:
    """An officer intended to refuse while a fact was missing, with reasons of her own (default 8)."""
    is_refusal = OUTCOMES[DecisionKind(row.kind)] == Outcome.REFUSED
    return is_refusal and _outcome(receipt) == Outcome.UNDETERMINED and was_intended_on_file(row.application_id)


def _outcome(receipt: Receipt) -> str:
    """A right of which the size was not known yet was asked about, not granted."""
    return Outcome.UNDETERMINED if receipt.verb == "ask" else receipt.proof.outcome
