"""Chapter 13 of the draft decree: what earlier career vouchers (loopbaancheques) take off the credit.

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.9); they
are not the text of the law.
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.book import Amounts, article
from loopbaankrediet.decree.saying.dutch import Unit


@article(
    "art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.9",
    unit=Unit.MINUTES,
    says="Je hebt recht op {value}.",
    unknown="We weten nog niet op hoeveel uren je recht hebt.",
    label="het krediet waar je recht op hebt",
)
def credit_right(full_credit: int, vouchers_used: int, p: Amounts) -> int:
    """Je hebt recht op het volledige krediet als je nooit een loopbaancheque gebruikte. Na één loopbaancheque is het
    krediet kleiner, na twee of meer nog kleiner of nul.
    """
    if vouchers_used == 0:
        return full_credit
    if vouchers_used == 1:
        return p.credit_minutes_after_one_voucher
    return p.credit_minutes_after_two_vouchers
