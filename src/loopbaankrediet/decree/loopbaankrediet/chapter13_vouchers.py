"""Chapter 13 of the draft decree, one voucher: whether it counts as used (art. 43, completed by default 6).

The docstrings are this project's own paraphrase, in Dutch; they are not the text of the law. What a voucher is on the
day on which the loopbaankrediet starts (`under_way`) follows from its days; `under_way_becomes_credit` is the choice
`voucher_under_way`, given as a fact because a choice is no amount. How many vouchers count, is the fact
`vouchers_used` of the main law.
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.chapter13_vouchers_facts import Amounts, article

SOURCE = "SERV-advies over het voorontwerp, 2.9; wat een gebruikte cheque is, koos dit project (standaard 6)"


@article("art. 43 (begindag)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def of_the_scheme(before_july_2013: bool) -> bool:
    """Alleen een loopbaancheque telt. Die bestaan sinds 1 juli 2013: begeleiding van daarvoor telt niet."""
    return not before_july_2013


@article("art. 43 (terugbetaald)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def still_valid(annulled: bool) -> bool:
    """Een cheque die terugbetaald of ingetrokken is, telt niet."""
    return not annulled


@article("art. 43 (gebruikt of lopend)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def used_or_under_way(minutes_paid: int, under_way: bool, under_way_becomes_credit: bool, p: Amounts) -> bool:
    """Een cheque telt als er genoeg begeleiding mee betaald is. Een cheque die liep toen het loopbaankrediet begon,
    telt ook, en eindigt onder de oude regels.
    """
    used = minutes_paid >= p.voucher_used_from_minutes
    ends_under_old_law = under_way and not under_way_becomes_credit
    return used or ends_under_old_law


@article("art. 43 (gebruikte cheque)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def voucher_counts(of_the_scheme: bool, still_valid: bool, used_or_under_way: bool) -> bool:
    """Een cheque telt als gebruikt als ze een geldige loopbaancheque is die gebruikt is of loopt."""
    return of_the_scheme and still_valid and used_or_under_way
