"""The life of a refund, of money that came in, and of a report that more was asked, as tables."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class RefundState(StrEnum):
    """What was paid back, and what the citizen says of it."""

    NOTED = "noted"
    CONFIRMED = "confirmed"
    DENIED = "denied"


class IncomingState(StrEnum):
    """A credit on our account. WAITING: for a person. REFUND_DUE: all or a part must go back."""

    TAKEN = "taken"
    PLACED = "placed"
    WAITING = "waiting"
    REFUND_DUE = "refund_due"
    SENT_BACK = "sent_back"


class ReportState(StrEnum):
    """A report of a surcharge (art. 18). TAKEN_BACK: by the citizen, before anybody looked at it.

    PAID_BACK: the counsellor says that the money is with the citizen; SETTLED: she has it. When she denies, it is
    founded and open as before.
    """

    RECEIVED = "received"
    TAKEN_BACK = "taken_back"
    LOOKED_AT = "looked_at"
    FOUNDED = "founded"
    UNFOUNDED = "unfounded"
    PAID_BACK = "paid_back"
    SETTLED = "settled"


R = RefundState
N = IncomingState
S = ReportState

REFUND_TABLE = StateTable(
    "own_share_refund",
    R.NOTED,
    (Transition(R.NOTED, "confirm", R.CONFIRMED), Transition(R.NOTED, "deny", R.DENIED)),
)

INCOMING_TABLE = StateTable(
    "own_share_incoming",
    N.TAKEN,
    (
        Transition(N.TAKEN, "place", N.PLACED),
        Transition(N.TAKEN, "return_rest", N.REFUND_DUE),
        Transition(N.TAKEN, "queue", N.WAITING),
        Transition(N.WAITING, "place", N.PLACED),
        Transition(N.WAITING, "return_rest", N.REFUND_DUE),
        Transition(N.REFUND_DUE, "send_back", N.SENT_BACK),
    ),
)

REPORT_TABLE = StateTable(
    "surcharge_report",
    S.RECEIVED,
    (
        Transition(S.RECEIVED, "take_back", S.TAKEN_BACK),
        Transition(S.RECEIVED, "look_at", S.LOOKED_AT),
        Transition(S.LOOKED_AT, "find", S.FOUNDED),
        Transition(S.LOOKED_AT, "dismiss", S.UNFOUNDED),
        Transition(S.FOUNDED, "pay_back", S.PAID_BACK),
        Transition(S.PAID_BACK, "confirm", S.SETTLED),
        Transition(S.PAID_BACK, "deny", S.FOUNDED),
    ),
)
