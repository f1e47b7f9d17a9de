"""What one can do against a decision about hours, a report or a voucher: the same block on the pages of both sides."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.platform.remedies import check_can_be_contested
from loopbaankrediet.web.templatetags.dutch import day

LETTERS = {
    "dispute": "BU",
    "surcharge_report": "ML",
    "voucher_contest": "BC",
    "revocation": "IK",
    "objection": "HB",
    "complaint_answer": "KL",
    "registration": "RG",
    "registration_measure": "RM",
}


@dataclass(frozen=True)
class RemedyBlock:
    """`until`: the last day of the first term, when the decision was read on the day it was made."""

    title: str
    remedies: tuple[str, ...]
    until: date | None
    file_number: str


def remedy_block(outcome: str, case_id: UUID, decided_on: date) -> RemedyBlock:
    """For a decision of that day. NoWayToContest when nobody could contest it: the page then fails, not the reader."""
    check_can_be_contested(outcome, on=decided_on)
    found = remedies_for(outcome, decided_on, decided_on)
    terms = [remedy.term_days for remedy in found if remedy.term_days]
    until = decided_on + timedelta(days=min(terms)) if terms else None
    title = gettext("Ben je het niet eens met de beslissing van %(decided_on)s?") % {"decided_on": day(decided_on)}
    return RemedyBlock(title, tuple(remedy.text for remedy in found), until, case_number(outcome, case_id))


def case_number(outcome: str, case_id: UUID) -> str:
    """'BU 3F2A 91C4': what to mention in a letter or on the phone."""
    digits = case_id.hex[:8].upper()
    return f"{LETTERS[outcome]} {digits[:4]} {digits[4:]}"
