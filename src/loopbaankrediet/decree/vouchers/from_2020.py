"""From 1 January 2020: seven years of work over the whole career (dossier 2.05).

The shorter second voucher of 2020 and the prices of 2024 (2.06) are parameters.
"""

from __future__ import annotations

from loopbaankrediet.decree.vouchers.book import Amounts, article


@article(
    "BVR 17-05-2013 (anciënniteit)",
    since="2020-01-01",
    known_since="2019-12-06",
    status="in force",
    source="Besluit van de Vlaamse Regering van 6 december 2019, volgens dillenadvocaten.be en besox.be (graad H)",
)
def enough_seniority(seniority_months: int, p: Amounts) -> bool:
    """Je werkte in je loopbaan lang genoeg, gelijkgestelde periodes meegeteld."""
    return seniority_months >= p.seniority_months_required
