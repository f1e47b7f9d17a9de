"""What the law says of an agreement (art. 9) and of the hours of a module (art. 16), on what the platform knows."""

from dataclasses import dataclass
from datetime import date, timedelta

from loopbaankrediet import decree
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.policy import policy_of
from loopbaankrediet.decree.loopbaankrediet.further_laws import AGREEMENT, CLAIM
from loopbaankrediet.guidance.errors import HoursNotPayable
from loopbaankrediet.guidance.models import GuidanceAgreement, GuidanceModule, Track
from loopbaankrediet.guidance.states import TrackState

UNDER_AGREEMENT = (TrackState.RUNNING, TrackState.ENDING, TrackState.ENDED)
"""A track ends only from a signed agreement, and its last module can be decided on after that."""
_ALL_CLAUSES = (
    "prices_named",
    "no_surcharge",
    "in_dutch",
    "rules_told",
    "readers_told",
    "complaints_told",
    "withdrawal_told",
)
CLAUSES = {1: _ALL_CLAUSES, 2: _ALL_CLAUSES}
"""What the fixed text of each edition of the agreement says, by the names of the facts of the law (default 13)."""


def agreement_decision(
    agreement: GuidanceAgreement, track: Track, *, registered: bool, another_runs: bool, on: date
) -> decree.Decision:
    """Whether the agreement holds when both have signed it on that day; everything it asks is known.

    A track that waits for a signature has no module yet, so that no conversation can have come first.
    """
    written = {
        "parties_named": bool(agreement.counsellor_name and agreement.register_number),
        "intake_day_named": track.intake_on is not None,
        "methods_agreed": bool(agreement.methods),
        "manner_named": bool(agreement.mode and agreement.place),
    }
    facts = {
        **dict.fromkeys(CLAUSES[agreement.text_edition], True),
        **written,
        "signed_after_intake": track.intake_on is not None and track.intake_on <= on,
        "signed_before_first_conversation": True,
        "counsellor_registered": registered,
        "with_oneself": track.person_id == track.counsellor.person_id,
        "another_runs": another_runs,
        "modules_agreed": agreement.modules,
        "early_start": agreement.early_start,
    }
    return decree.decide(facts, on=on, known_on=on, law=AGREEMENT)


def days_to_think(signed_on: date, *, early_start: bool) -> int:
    """How many days after the signature the first conversation can be (default 13)."""
    return policy_of(AGREEMENT, signed_on, signed_on).value("days_to_think", {"early_start": early_start})


@dataclass(frozen=True)
class Silence:
    """How long the citizen has been silent, in days: since the question and since the last reminder reached her."""

    days: int
    reminded_twice: bool
    days_since_reminder: int


ANSWERED = Silence(0, reminded_twice=False, days_since_reminder=0)


def minutes_to_pay(
    module: GuidanceModule,
    track: Track,
    *,
    delivered: int,
    answered: bool = False,
    decided: bool = False,
    silence: Silence = ANSWERED,
) -> int:
    """The minutes of a module that are paid, by the law of the day on which it was reserved (defaults 2, 14, 15, 16).

    `delivered` counts the minutes that nobody disputes or that an officer decided on; a missed conversation was never
    logged. Only the registered counsellor herself logs, and modules exist only under a signed agreement. Raises
    HoursNotPayable, with every reason.
    """
    on = module.reserved_on
    facts = {
        "by_agreement": track.state in UNDER_AGREEMENT,
        "subcontracted": False,
        "undisputed_steps": delivered // term("billing_step_minutes", on=on),
        "no_shows": 0,
        "report_handed_in": module.reported_on is not None,
        "answered": answered,
        "decided": decided,
        "days_silent": silence.days,
        "reminded_twice": silence.reminded_twice,
        "days_since_reminder": silence.days_since_reminder,
    }
    decision = decree.decide(facts, on=on, known_on=on, law=CLAIM)
    minutes = decision.results["minutes_to_pay"]
    if decision.outcome is not decree.Outcome.GRANTED or minutes is None:
        raise HoursNotPayable(why=failing(decision))
    return minutes


def last_day_to_dispute(silent_on: date, *, law_of: date) -> date:
    """The last day on which hours that stand by silence can be disputed, by the law of the reservation day."""
    return silent_on + timedelta(days=term("silence_dispute_days", on=law_of))


def full_steps(module: GuidanceModule, track: Track, *, delivered: int, decided: bool = False) -> int:
    """As `minutes_to_pay` for minutes that were answered or decided on; 0 when they make no full step."""
    if delivered < term("billing_step_minutes", on=module.reserved_on):
        return 0
    return minutes_to_pay(module, track, delivered=delivered, answered=not decided, decided=decided)


def failing(decision: decree.Decision) -> str:
    """Every ground that does not hold, one sentence each."""
    return " ".join(reason.sentence for reason in decision.why() if reason.holds is not True)
