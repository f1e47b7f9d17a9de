"""The life of a request to look again and of a complaint, as a table."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class ObjectionState(StrEnum):
    """RECEIVED: nobody took it yet. IN_HAND: a named officer handles it. DECIDED: answered with grounds."""

    RECEIVED = "received"
    IN_HAND = "in_hand"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


S = ObjectionState
RUNNING = (S.RECEIVED, S.IN_HAND)
OBJECTION_TABLE = StateTable(
    "objection",
    S.RECEIVED,
    (
        Transition(S.RECEIVED, "take", S.IN_HAND),
        Transition(S.IN_HAND, "hand_back", S.RECEIVED),
        Transition(S.IN_HAND, "decide", S.DECIDED),
        Transition(S.RECEIVED, "withdraw", S.WITHDRAWN),
        Transition(S.IN_HAND, "withdraw", S.WITHDRAWN),
    ),
)
