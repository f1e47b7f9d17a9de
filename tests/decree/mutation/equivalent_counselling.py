"""Slips in the laws on counsellors, agreements, claims and sanctions that change no answer, each with the reason."""

A_SUM = "a sum has no order"
A_PRODUCT = "a product has no order"
MISSED_IS_NOTHING = "a missed conversation counts for nothing, however often"
NEVER_BELOW_ZERO = "steps are never fewer than none"
EVERY_FORM = "every form of organisation is allowed"

_PAID = "min((undisputed_steps * p.billing_step_minutes), p.module_minutes)"

EQUIVALENT: dict[str, dict[str, str]] = {
    "counsellor_registration": {},
    "agreement": {"days_to_think: (p.withdrawal_days + 1) => (1 + p.withdrawal_days)": A_SUM},
    "module_claim": {
        "something_delivered: (undisputed_steps > 0) => (undisputed_steps != 0)": NEVER_BELOW_ZERO,
        "minutes_for_no_shows: (no_shows * p.no_show_minutes) => (p.no_show_minutes * no_shows)": A_PRODUCT,
        "minutes_for_no_shows: (no_shows * p.no_show_minutes) => p.no_show_minutes": MISSED_IS_NOTHING,
        "minutes_to_pay: (undisputed_steps * p.billing_step_minutes) "
        "=> (p.billing_step_minutes * undisputed_steps)": A_PRODUCT,
        f"minutes_to_pay: ({_PAID} + minutes_for_no_shows) => (minutes_for_no_shows + {_PAID})": A_SUM,
        f"minutes_to_pay: ({_PAID} + minutes_for_no_shows) => {_PAID}": MISSED_IS_NOTHING,
        f"minutes_to_pay: ({_PAID} + minutes_for_no_shows) => ({_PAID} - minutes_for_no_shows)": MISSED_IS_NOTHING,
    },
    "sanction": {},
    "fine_liability": {},
    "career_voucher": {},
    "grant_start": {},
    "evc_instead_of_diploma": {},
    "employees_allowed": {},
    "wse_minimum_quality": {},
    "centres_allowed": {
        "works_alone: organisation in natural_person/own_company/company_with_employees/career_centre "
        "=> True": EVERY_FORM
    },
}
