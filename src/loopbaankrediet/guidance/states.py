"""The life of a guidance track and of a module, as tables."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class TrackState(StrEnum):
    """One citizen with one counsellor, from the code to the end."""

    OPENED = "opened"
    INTAKE_HELD = "intake_held"
    PROPOSED = "proposed"
    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"
    CANCELLED = "cancelled"


class ModuleState(StrEnum):
    """Two hours of guidance, from reservation to payment or release."""

    RESERVED = "reserved"
    STARTED = "started"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    SILENT = "silent"
    DISPUTED = "disputed"
    RELEASED = "released"


class DisputeState(StrEnum):
    """Hours that the citizen does not confirm, until an officer decided; `to_recover`: decided, but paid before."""

    OPEN = "open"
    ANSWERED = "answered"
    TO_RECOVER = "to_recover"
    DECIDED = "decided"


T = TrackState
M = ModuleState
D = DisputeState
ACTIVE_STATES = (T.OPENED, T.INTAKE_HELD, T.PROPOSED, T.RUNNING, T.ENDING)

TRACK_TABLE = StateTable(
    "track",
    T.OPENED,
    (
        Transition(T.OPENED, "note_intake", T.INTAKE_HELD),
        Transition(T.INTAKE_HELD, "propose", T.PROPOSED),
        Transition(T.PROPOSED, "propose", T.PROPOSED),
        Transition(T.PROPOSED, "sign", T.RUNNING),
        Transition(T.RUNNING, "wind_down", T.ENDING),
        Transition(T.RUNNING, "end", T.ENDED),
        Transition(T.ENDING, "end", T.ENDED),
        Transition(T.OPENED, "cancel", T.CANCELLED),
        Transition(T.INTAKE_HELD, "cancel", T.CANCELLED),
        Transition(T.PROPOSED, "cancel", T.CANCELLED),
    ),
)

MODULE_TABLE = StateTable(
    "module",
    M.RESERVED,
    (
        Transition(M.RESERVED, "log", M.STARTED),
        Transition(M.STARTED, "log", M.STARTED),
        Transition(M.STARTED, "strike", M.STARTED),
        Transition(M.STARTED, "report", M.REPORTED),
        Transition(M.REPORTED, "confirm", M.CONFIRMED),
        Transition(M.REPORTED, "fall_silent", M.SILENT),
        Transition(M.REPORTED, "dispute", M.DISPUTED),
        Transition(M.SILENT, "dispute", M.DISPUTED),
        Transition(M.DISPUTED, "settle", M.CONFIRMED),
        Transition(M.DISPUTED, "return_hours", M.RELEASED),
        Transition(M.RESERVED, "release", M.RELEASED),
        Transition(M.STARTED, "release", M.RELEASED),
    ),
)

DISPUTE_TABLE = StateTable(
    "dispute",
    D.OPEN,
    (
        Transition(D.OPEN, "answer", D.ANSWERED),
        Transition(D.OPEN, "decide", D.DECIDED),
        Transition(D.ANSWERED, "decide", D.DECIDED),
        Transition(D.OPEN, "reclaim", D.TO_RECOVER),
        Transition(D.ANSWERED, "reclaim", D.TO_RECOVER),
        Transition(D.TO_RECOVER, "recover", D.DECIDED),
    ),
)
