"""Persons for the tests of the decree, and the two days on which they are decided."""

from __future__ import annotations

from datetime import date

ON = date(2027, 3, 1)
KNOWN_ON = date(2026, 11, 23)

AN: dict[str, object] = {
    "residence": "flanders",
    "moved_in_from_eea": False,
    "workplace": "flanders",
    "employment_contract": True,
    "under_authority": False,
    "self_employed": False,
    "fund_affiliated": False,
    "seniority_months": 144,
    "schooling": "high",
    "vouchers_used": 0,
    "credit_minutes_granted": 0,
}
"""An employee of twelve years who lives and works in Flanders and never used a voucher."""

FAR_OFF: dict[str, object] = {
    "residence": "wallonia",
    "moved_in_from_eea": False,
    "employment_contract": False,
    "under_authority": False,
    "self_employed": False,
    "seniority_months": 24,
    "vouchers_used": 2,
    "vouchers_used_last_6_years": 2,
    "credit_minutes_granted": 360,
}
"""Somebody for whom six facts would have to be otherwise."""
