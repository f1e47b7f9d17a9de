"""From what a candidate brought forward to what the law asks: nothing is a fact before an officer accepted it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from loopbaankrediet.counsellors.actions import Offer, Weighed, weigh
from loopbaankrediet.counsellors.conditions import Shown
from loopbaankrediet.counsellors.files.models import CaseEvidence, Condition, RegistrationCase
from loopbaankrediet.counsellors.files.states import EvidenceState
from loopbaankrediet.counsellors.methods.queries import are_founded
from loopbaankrediet.counsellors.models import LegalForm
from loopbaankrediet.journal.keys import unseal_for

OFFER, EVIDENCE = "registration-offer", "registration-evidence"
SIGNED = "signed"
NONE, MET = "none", "met"
TEXTS = ("enterprise_number", "organisation_name", "iban", "municipality", "phone", "email")
EMPTY: dict[str, Any] = {"legal_form": "", **dict.fromkeys(TEXTS, ""), "modes": [], "methods": []}


def typed_offer(case: RegistrationCase) -> dict[str, Any]:
    """The offer as the candidate typed it, whole or not."""
    found: dict[str, Any] = unseal_for(case.person_id, case.offer_sealed, context=OFFER)
    return EMPTY | found


def shown_by(rows: Iterable[CaseEvidence]) -> Mapping[str, Any]:
    """What is proven: accepted evidence says what it claims, refused evidence says that there is none.

    The code of conduct is the candidate's own signature: it counts when given, unless an officer refused it.
    """
    return {row.condition: value for row in rows if (value := _value(row)) is not None}


def weigh_case(
    case: RegistrationCase, rows: Iterable[CaseEvidence], *, on: date, by: Callable[..., Weighed] = weigh
) -> Weighed:
    """What the law of that day says of this file; `by` is `would_weigh` for a page.

    Raises what `weigh` raises on an offer that is not whole.
    """
    return by(offer_of(typed_offer(case), rows, on=on), case.person, on=on)


def offer_of(typed: Mapping[str, Any], rows: Iterable[CaseEvidence], *, on: date) -> Offer:
    """The offer with what is proven; a method counts as founded when the catalogue of that day has it."""
    values = {name: typed[name] for name in (*TEXTS, "modes", "methods")}
    shown = Shown(**shown_by(rows), methods_founded=are_founded(typed["methods"], on=on))
    return Offer(legal_form=LegalForm(typed["legal_form"] or LegalForm.NATURAL_PERSON), **values, shown=shown)


def _value(row: CaseEvidence) -> bool | str | None:
    if row.condition == Condition.CODE_OF_CONDUCT:
        known = {EvidenceState.GIVEN: row.claim == SIGNED, EvidenceState.ACCEPTED: row.claim == SIGNED}
        return known.get(EvidenceState(row.state), False if row.state == EvidenceState.REJECTED else None)
    if row.condition == Condition.WSE_QUALITY:
        judged = {EvidenceState.ACCEPTED: row.claim == MET, EvidenceState.REJECTED: False}
        return judged.get(EvidenceState(row.state))
    if row.state == EvidenceState.REJECTED:
        return NONE
    return row.claim.partition(":")[0] if row.state == EvidenceState.ACCEPTED else None
