"""Only the career vouchers of the last six years take anything off the credit: a milder reading of opinion 2.9.

The docstrings are this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.scenarios.book import Amounts, scenario_book

article = scenario_book()


@article(
    "art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.9",
    unit=Unit.MINUTES,
    says="Je hebt recht op {value}.",
    unknown="We weten nog niet op hoeveel uren je recht hebt.",
    label="het krediet waar je recht op hebt",
)
def credit_right(full_credit: int, vouchers_used_last_6_years: int, p: Amounts) -> int:
    """Je hebt recht op het volledige krediet als je de laatste zes jaar geen loopbaancheque gebruikte. Na één
    loopbaancheque is het krediet kleiner, na twee of meer nog kleiner of nul.
    """
    if vouchers_used_last_6_years == 0:
        return full_credit
    if vouchers_used_last_6_years == 1:
        return p.credit_minutes_after_one_voucher
    return p.credit_minutes_after_two_vouchers
