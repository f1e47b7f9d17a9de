"""The life of a run, as a table."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class RunState(StrEnum):
    """ASKED: waits for the worker. FAILED and CANCELLED can be asked again; DONE has a result."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


S = RunState
RUN_TABLE = StateTable(
    "lab_run",
    S.ASKED,
    (
        Transition(S.ASKED, "start", S.RUNNING),
        Transition(S.ASKED, "share", S.DONE),
        Transition(S.ASKED, "cancel", S.CANCELLED),
        Transition(S.RUNNING, "finish", S.DONE),
        Transition(S.RUNNING, "fail", S.FAILED),
        Transition(S.RUNNING, "hand_back", S.ASKED),
        Transition(S.RUNNING, "cancel", S.CANCELLED),
        Transition(S.FAILED, "ask_again", S.ASKED),
        Transition(S.CANCELLED, "ask_again", S.ASKED),
    ),
)
OPEN = (S.ASKED, S.RUNNING)
