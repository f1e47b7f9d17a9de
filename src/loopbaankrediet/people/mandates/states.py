"""The life of a mandate, as a table. That its days are over is no state: every request looks at the day."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class MandateState(StrEnum):
    """From the code that the citizen gives to the end that either side makes."""

    OFFERED = "offered"
    ACTIVE = "active"
    ENDED = "ended"


MANDATE_TABLE = StateTable(
    "mandate",
    MandateState.OFFERED,
    (
        Transition(MandateState.OFFERED, "activate", MandateState.ACTIVE),
        Transition(MandateState.OFFERED, "end", MandateState.ENDED),
        Transition(MandateState.ACTIVE, "end", MandateState.ENDED),
    ),
)
