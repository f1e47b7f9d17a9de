"""The life of a recovery, of a plan to pay back, and of a transfer that an officer recognised; and the grounds."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class RecoveryGround(StrEnum):
    """Why a payment was undue; the names are those of the choice `recovered_hours_back`."""

    DISPUTED_HOURS = "disputed_hours"
    UNDELIVERED_HOURS = "undelivered_hours"
    NO_SHOW = "no_show"
    SUBCONTRACTING = "subcontracting"
    SURCHARGE = "surcharge"
    MISTAKE = "mistake"

    @property
    def is_measure(self) -> bool:
        """The hours were given: asking their pay back is a measure (art. 23-25), not an undue payment (art. 16)."""
        return self in (RecoveryGround.SUBCONTRACTING, RecoveryGround.SURCHARGE)


class RecoveryState(StrEnum):
    """CORRECTED: decided, and the claim had not left yet: less is paid, and nothing comes back."""

    INTENTION = "intention"
    HEARD = "heard"
    DECIDED = "decided"
    NOTIFIED = "notified"
    REPAYING = "repaying"
    SETTLED = "settled"
    WAIVED = "waived"
    TIME_BARRED = "time_barred"
    CORRECTED = "corrected"


class PlanState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    ENDED = "ended"


class ReceiptState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"


R, P, C = RecoveryState, PlanState, ReceiptState
BEFORE_DECISION = (R.INTENTION, R.HEARD)
OWED = (R.NOTIFIED, R.REPAYING)
OVER = (R.SETTLED, R.WAIVED, R.TIME_BARRED, R.CORRECTED)

RECOVERY_TABLE = StateTable(
    "recovery",
    R.INTENTION,
    (
        Transition(R.INTENTION, "correct", R.CORRECTED),
        Transition(R.HEARD, "correct", R.CORRECTED),
        Transition(R.INTENTION, "hear", R.HEARD),
        Transition(R.HEARD, "hear", R.HEARD),
        Transition(R.INTENTION, "decide", R.DECIDED),
        Transition(R.HEARD, "decide", R.DECIDED),
        Transition(R.DECIDED, "notify", R.NOTIFIED),
        Transition(R.NOTIFIED, "repay", R.REPAYING),
        Transition(R.REPAYING, "repay", R.REPAYING),
        *(Transition(state, "come_back", R.INTENTION) for state in (R.DECIDED, R.NOTIFIED, R.REPAYING)),
        Transition(R.NOTIFIED, "settle", R.SETTLED),
        Transition(R.REPAYING, "settle", R.SETTLED),
        *(Transition(state, "waive", R.WAIVED) for state in (R.INTENTION, R.HEARD, R.DECIDED, R.NOTIFIED, R.REPAYING)),
        *(
            Transition(state, "time_bar", R.TIME_BARRED)
            for state in (R.INTENTION, R.HEARD, R.DECIDED, R.NOTIFIED, R.REPAYING)
        ),
    ),
)
PLAN_TABLE = StateTable(
    "repayment_plan",
    P.PROPOSED,
    (
        Transition(P.PROPOSED, "agree", P.AGREED),
        Transition(P.PROPOSED, "refuse", P.REFUSED),
        Transition(P.PROPOSED, "end", P.ENDED),
        Transition(P.AGREED, "end", P.ENDED),
    ),
)
RECEIPT_TABLE = StateTable(
    "repayment",
    C.PROPOSED,
    (Transition(C.PROPOSED, "agree", C.AGREED), Transition(C.PROPOSED, "refuse", C.REFUSED)),
)
