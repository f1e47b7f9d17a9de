"""An independent reading of chapters 4, 5, 7 and 13: registration, agreement, claim, sanction, liability, voucher.

Written from the opinion, the policy dossier (1E to 1H, 2.40) and the defaults (6, 11 to 16, 20, 21, 23, 27), before the
articles. It imports nothing of the decree and works the other way round: what is shown is looked up in lists, what is
lacking is counted, time is cut in quarters of an hour, dates are compared as days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

Case = Mapping[str, object]
Values = dict[str, tuple[object, ...]]
YES_NO = (True, False)


class Reading(NamedTuple):
    """The answer for one completely known case: the outcome and the results, and which grounds hold."""

    outputs: tuple[object, ...]
    grounds: tuple[bool, ...]


class Question(NamedTuple):
    """One law: its facts with the values around every boundary, its outputs and grounds by name, and its reading."""

    values: Values
    outputs: tuple[str, ...]
    grounds: tuple[str, ...]
    read: Callable[[Case, date], Reading]


# ---- who may register as a counsellor (art. 10, 12, 13 and 14; defaults 20 and 21)

LAST_DAY_OF_GRACE = date(2029, 12, 31)
ACCEPTED_DIPLOMAS = ["listed", "eea_equivalent"]
WITHOUT_COLLEAGUES = {"natural_person": 0, "own_company": 0, "company_with_employees": 1, "career_centre": 1}
SIX_YEARS = 6 * 12


def read_registration(case: Case, on: date) -> Reading:
    return _registered(case, on, ACCEPTED_DIPLOMAS, colleagues=0)


def read_registration_with_experience(case: Case, on: date) -> Reading:
    """The SERV's request: recognised experience (EVC) does where a diploma does."""
    return _registered(case, on, [*ACCEPTED_DIPLOMAS, "recognised_experience"], colleagues=0)


def read_registration_with_employees(case: Case, on: date) -> Reading:
    """Counsellors in service of a company; a career centre not yet."""
    centre = case["organisation"] == "career_centre"
    return _registered(case, on, ACCEPTED_DIPLOMAS, colleagues=0 if centre else 1)


def read_registration_with_centres(case: Case, on: date) -> Reading:
    return _registered(case, on, ACCEPTED_DIPLOMAS, colleagues=1)


def read_registration_with_quality(case: Case, on: date) -> Reading:
    """The minimum quality of WSE for everybody, besides all the rest."""
    _, grounds = read_registration(case, on)
    grounds = (*grounds, case["wse_quality"] is True)
    may = False not in grounds
    return Reading((may, SIX_YEARS * may), grounds)


def _registered(case: Case, on: date, diplomas: list[str], *, colleagues: int) -> Reading:
    proofs = {"professional_qualification", "equivalent"} | ({"grace"} if on <= LAST_DAY_OF_GRACE else set())
    grounds = (
        diplomas.count(str(case["diploma"])) == 1,
        case["qualification"] in proofs,
        bool(range(_number(case, "methods_named"))),
        case["methods_founded"] is True,
        case["code_of_conduct"] is True,
        WITHOUT_COLLEAGUES[str(case["organisation"])] <= colleagues,
    )
    may = False not in grounds
    return Reading((may, SIX_YEARS * may), grounds)


# ---- an agreement that holds (art. 7 and 9; defaults 11, 12 and 13)

MOST_MODULES = 360 // 120
TIME_TO_THINK = 14
IN_WRITING = ("parties_named", "intake_day_named", "methods_agreed", "manner_named")
ON_PRICE = ("prices_named", "no_surcharge")
ON_RIGHTS = ("rules_told", "readers_told", "complaints_told", "withdrawal_told")


def read_agreement(case: Case, _: date) -> Reading:
    def lacking(parts: tuple[str, ...]) -> int:
        return sum(case[part] is False for part in parts)

    grounds = (
        lacking(("signed_after_intake", "signed_before_first_conversation")) == 0,
        lacking(("counsellor_registered",)) == 0,
        lacking(("with_oneself",)) == 1,
        _number(case, "modules_agreed") in range(lacking(("another_runs",)) or MOST_MODULES + 1, MOST_MODULES + 1),
        lacking(IN_WRITING) == 0,
        lacking(ON_PRICE) == 0,
        lacking(("in_dutch",)) == 0,
        lacking(ON_RIGHTS) == 0,
    )
    first_day = {True: 0, False: TIME_TO_THINK + 1}[bool(case["early_start"])]
    return Reading((False not in grounds, first_day), grounds)


# ---- the minutes of a module that are paid (art. 7, 9 and 16; defaults 14, 15, 16 and 23)

QUARTER, QUARTERS_OF_A_MODULE = 15, 8
SILENT_DAYS, DAYS_AFTER_SECOND_REMINDER = 14, 4
EURO_PER_HOUR = {"low": 93.9, "middle": 83.9, "high": 83.9}
DAYS_TO_PAY = 30


def read_claim(case: Case, _: date) -> Reading:
    quarters = _number(case, "undisputed_steps")
    waits = (
        _number(case, "days_silent") // SILENT_DAYS,
        _number(case, "days_since_reminder") // DAYS_AFTER_SECOND_REMINDER,
    )
    long_enough = min(waits) > 0 and case["reminded_twice"] is True
    heard = True in (case["answered"], case["decided"], long_enough)
    grounds = (
        case["by_agreement"] is True,
        case["subcontracted"] is False,
        quarters != 0,
        case["report_handed_in"] is True,
        heard,
    )
    payable = grounds.count(False) == 0
    paid = sorted((quarters, QUARTERS_OF_A_MODULE))[0] * QUARTER if payable else 0
    return Reading((payable, paid, round(EURO_PER_HOUR[str(case["schooling"])] * 100), DAYS_TO_PAY), grounds)


# ---- a measure that may be imposed (art. 23 to 25; defaults 9 and 27)

TEN_YEARS = 10 * 12


def read_sanction(case: Case, _: date) -> Reading:
    measure = case["measure"]
    obstacles = {
        "laid_down": case["cell_then"] != "in_force",
        "still_laid_down": case["cell_now"] != "in_force",
        "not_punished_twice": case["punished_before"] is True,
        "prepared_as_a_fine": measure == "fine"
        and [case["official_report"], case["auditor_decided"], case["heard"]] != [True, True, True],
        "used_minutes_stay": (measure, case["party"], case["with_intent"]) == ("recovery", "applicant", False),
        "recovered_in_time": measure == "recovery" and _number(case, "months_since_payment") > TEN_YEARS,
    }
    return Reading((not any(obstacles.values()),), tuple(not stands for stands in obstacles.values()))


# ---- who is liable for somebody else's fine (art. 26; default 21)


def read_liability(case: Case, _: date) -> Reading:
    own_people = {case["fine_imposed"], case["agent_or_appointee"]} == {True}
    employer = {"counsellors_company": True}.get(str(case["payer"]), False)
    return Reading((own_people and employer,), (own_people, employer))


# ---- one career voucher that counts (art. 43; default 6)

ONE_HOUR = 4  # quarters


def read_voucher(case: Case, _: date) -> Reading:
    reasons = [_number(case, "minutes_paid") // 15 >= ONE_HOUR]
    if case["under_way_becomes_credit"] is False:
        reasons.append(case["under_way"] is True)
    grounds = (case["before_july_2013"] is False, case["annulled"] is False, True in reasons)
    return Reading((grounds.count(False) == 0,), grounds)


MONTH_CENTS = 10_700_000_00 // 12

# ---- when a grant starts (art. 16; default 24): the budget stops nobody, unless a cap is asked for


def read_grant(case: Case, _: date) -> Reading:
    holds = bool(case["right_holds"])
    return Reading((holds,), (holds,))


def read_grant_after_a_stop(case: Case, _: date) -> Reading:
    its_turn = "granted_before" if case["granted_before"] else "place_drawn"
    holds, in_turn = bool(case["right_holds"]), bool(case[its_turn])
    return Reading((holds and in_turn,), (holds, in_turn))


def read_grant_by_lot(case: Case, on: date) -> Reading:
    waiting = read_grant_after_a_stop(case, on)
    return waiting._replace(outputs=(*waiting.outputs, case["year_room_cents"]))


def read_grant_by_month(case: Case, on: date) -> Reading:
    waiting, room = read_grant_after_a_stop(case, on), _number(case, "year_room_cents")
    return waiting._replace(outputs=(*waiting.outputs, room if room < MONTH_CENTS else MONTH_CENTS))


def _number(case: Case, fact: str) -> int:
    value = case[fact]
    assert isinstance(value, int)
    return value


REGISTRATION = Question(
    {
        "diploma": ("listed", "eea_equivalent", "recognised_experience", "none"),
        "qualification": ("professional_qualification", "equivalent", "grace", "none"),
        "methods_named": (0, 1, 2, 100),
        "methods_founded": YES_NO,
        "code_of_conduct": YES_NO,
        "wse_quality": YES_NO,
        "organisation": tuple(WITHOUT_COLLEAGUES),
    },
    ("outcome", "registration_months"),
    ("educated", "qualified", "several_methods", "founded_methods", "code_signed", "works_alone"),
    read_registration,
)
AGREEMENT = Question(
    {
        "signed_after_intake": YES_NO,
        "signed_before_first_conversation": YES_NO,
        "counsellor_registered": YES_NO,
        "with_oneself": YES_NO,
        "another_runs": YES_NO,
        "modules_agreed": (0, 1, 3, 4, 50),
        **dict.fromkeys((*IN_WRITING, *ON_PRICE, "in_dutch", *ON_RIGHTS, "early_start"), YES_NO),
    },
    ("outcome", "days_to_think"),
    (
        "made_in_time",
        "with_registered_counsellor",
        "with_somebody_else",
        "one_at_a_time",
        "names_what_was_agreed",
        "names_the_prices",
        "guidance_in_dutch",
        "tells_the_rights",
    ),
    read_agreement,
)
CLAIM = Question(
    {
        "by_agreement": YES_NO,
        "subcontracted": YES_NO,
        "undisputed_steps": (0, 1, 2, 7, 8, 9, 400),
        "no_shows": (0, 1, 2, 100),
        "report_handed_in": YES_NO,
        "answered": YES_NO,
        "days_silent": (0, 13, 14, 15, 3650),
        "reminded_twice": YES_NO,
        "days_since_reminder": (0, 3, 4, 5, 3650),
        "decided": YES_NO,
        "schooling": tuple(EURO_PER_HOUR),
    },
    ("outcome", "minutes_to_pay", "public_cents_per_hour", "payment_days"),
    ("under_agreement", "held_in_person", "something_delivered", "reported", "answered_or_silent"),
    read_claim,
)
SANCTION = Question(
    {
        "measure": ("warning", "correction", "recovery", "fine", "suspension", "deregistration"),
        "party": ("applicant", "natural_person", "legal_person"),
        "cell_then": ("in_force", "draft", "open", "absent"),
        "cell_now": ("in_force", "draft", "open", "absent"),
        "punished_before": YES_NO,
        "with_intent": YES_NO,
        "official_report": YES_NO,
        "auditor_decided": YES_NO,
        "heard": YES_NO,
        "months_since_payment": (0, 119, 120, 121, 1200),
    },
    ("outcome",),
    (
        "laid_down",
        "still_laid_down",
        "not_punished_twice",
        "prepared_as_a_fine",
        "used_minutes_stay",
        "recovered_in_time",
    ),
    read_sanction,
)
LIABILITY = Question(
    {
        "fine_imposed": YES_NO,
        "agent_or_appointee": YES_NO,
        "payer": ("counsellors_company", "applicants_employer", "another"),
    },
    ("outcome",),
    ("fined_own_people", "employer_of_the_fined"),
    read_liability,
)
VOUCHER = Question(
    {
        "minutes_paid": (0, 59, 60, 61, 6000),
        "before_july_2013": YES_NO,
        "annulled": YES_NO,
        "under_way": YES_NO,
        "under_way_becomes_credit": YES_NO,
    },
    ("outcome",),
    ("of_the_scheme", "still_valid", "used_or_under_way"),
    read_voucher,
)

GRANT = Question(
    {
        "right_holds": YES_NO,
        "granted_before": YES_NO,
        "place_drawn": YES_NO,
        "year_room_cents": (0, 1_000_000_000_000),
    },
    ("outcome",),
    ("has_right",),
    read_grant,
)

QUESTIONS: dict[str, Question] = {
    "counsellor_registration": REGISTRATION,
    "agreement": AGREEMENT,
    "module_claim": CLAIM,
    "sanction": SANCTION,
    "fine_liability": LIABILITY,
    "career_voucher": VOUCHER,
    "grant_start": GRANT,
}
UNDER: dict[str, Question] = {
    "evc_instead_of_diploma": REGISTRATION._replace(read=read_registration_with_experience),
    "employees_allowed": REGISTRATION._replace(read=read_registration_with_employees),
    "centres_allowed": REGISTRATION._replace(read=read_registration_with_centres),
    "wse_minimum_quality": REGISTRATION._replace(
        read=read_registration_with_quality, grounds=(*REGISTRATION.grounds, "of_quality")
    ),
}
"""The scenarios that change who may register."""
CAPS: dict[str, Question] = {
    "cap_stop": GRANT._replace(read=read_grant_after_a_stop),
    "cap_lottery": GRANT._replace(read=read_grant_by_lot),
    "cap_monthly_envelope": GRANT._replace(
        values=GRANT.values | {"year_room_cents": (0, MONTH_CENTS, MONTH_CENTS + 1, 1_000_000_000_000)},
        read=read_grant_by_month,
    ),
}
"""The scenarios in which a grant waits for its place."""
