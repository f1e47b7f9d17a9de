"""Slips that change no answer, by hand and each with the reason; anything else must be noticed."""

NEVER_BELOW_ZERO = "vouchers are never fewer than none"
ZERO_IS_GONE = "none was settled one line before"
SAME_TODAY = "one voucher leaves exactly one module: both amounts are 120 minutes"
NONE_IS_LESS_THAN_ONE_MINUTE = "a right of 0 and a right of -1 minute grant nothing, and nothing is all they show"
LIVES_HERE_ANYWAY = "who lives in Flanders or Brussels is let in by the first line"
LET_IN_WITHOUT_MOVING = "who lives in another EEA state is let in beside it, moved or not"
A_SUM = "a sum has no order"

_RESIDENT = {
    "resident: residence in eea => residence in flanders/eea": LIVES_HERE_ANYWAY,
    "resident: residence in eea => residence in brussels/eea": LIVES_HERE_ANYWAY,
    "resident: residence in wallonia => residence in flanders/wallonia": LIVES_HERE_ANYWAY,
    "resident: residence in wallonia => residence in brussels/wallonia": LIVES_HERE_ANYWAY,
    "resident: residence in wallonia => residence in wallonia/eea": LET_IN_WITHOUT_MOVING,
}
_TOTAL = {
    "total_cents_per_hour: (public_cents_per_hour + own_cents_per_hour) "
    "=> (own_cents_per_hour + public_cents_per_hour)": A_SUM
}
_INCENTIVE = _TOTAL | {
    "total_cents_per_hour: ((public_cents_per_hour + own_cents_per_hour) + incentive_cents_per_hour) "
    "=> (incentive_cents_per_hour + (public_cents_per_hour + own_cents_per_hour))": A_SUM
}

EQUIVALENT: dict[str, dict[str, str]] = {
    "loopbaankrediet": _RESIDENT
    | _TOTAL
    | {
        "credit_right: (vouchers_used == 0) => (vouchers_used <= 0)": NEVER_BELOW_ZERO,
        "credit_right: (vouchers_used == 1) => (vouchers_used <= 1)": ZERO_IS_GONE,
        "credit_right: p.credit_minutes_after_one_voucher => p.module_minutes": SAME_TODAY,
        "credit_right: p.credit_minutes_after_two_vouchers "
        "=> (p.credit_minutes_after_two_vouchers - 1)": NONE_IS_LESS_THAN_ONE_MINUTE,
    },
    "loopbaancheques": _RESIDENT
    | {
        "minutes: (vouchers_used_last_6_years == 0) => (vouchers_used_last_6_years <= 0)": NEVER_BELOW_ZERO,
        "public_cents: (vouchers_used_last_6_years == 0) => (vouchers_used_last_6_years <= 0)": NEVER_BELOW_ZERO,
    },
    "recent_vouchers_only": {
        "credit_right: (vouchers_used_last_6_years == 0) => (vouchers_used_last_6_years <= 0)": NEVER_BELOW_ZERO,
        "credit_right: (vouchers_used_last_6_years == 1) => (vouchers_used_last_6_years <= 1)": ZERO_IS_GONE,
        "credit_right: p.credit_minutes_after_one_voucher => p.module_minutes": SAME_TODAY,
        "credit_right: p.credit_minutes_after_two_vouchers "
        "=> (p.credit_minutes_after_two_vouchers - 1)": NONE_IS_LESS_THAN_ONE_MINUTE,
    },
    "incentive_funding": _INCENTIVE,
    "serv_all": _INCENTIVE,
    "application_per_module": {"minutes: p.module_minutes => p.credit_minutes_after_one_voucher": SAME_TODAY},
    "income_tested_contribution": {},
    "renewal_after_six_years": {},
    "voucher_users_included": {},
}
