"""The states of a registration file, and of the evidence in it."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class CaseState(StrEnum):
    """INTENDED: an officer intends to refuse; the candidate can still add proof."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INTENDED = "intended"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


C = CaseState
RUNNING = (C.DRAFT, C.SUBMITTED, C.INTENDED)
WITH_OFFICER = (C.SUBMITTED, C.INTENDED)
DECIDED = (C.GRANTED, C.REFUSED)

CASE_TABLE = StateTable(
    "registration_case",
    C.DRAFT,
    (
        Transition(C.DRAFT, "submit", C.SUBMITTED),
        Transition(C.DRAFT, "withdraw", C.WITHDRAWN),
        Transition(C.SUBMITTED, "intend", C.INTENDED),
        Transition(C.SUBMITTED, "grant", C.GRANTED),
        Transition(C.SUBMITTED, "withdraw", C.WITHDRAWN),
        Transition(C.INTENDED, "grant", C.GRANTED),
        Transition(C.INTENDED, "refuse", C.REFUSED),
        Transition(C.INTENDED, "withdraw", C.WITHDRAWN),
    ),
)


class EvidenceState(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


E = EvidenceState
EVIDENCE_TABLE = StateTable(
    "registration_evidence",
    E.ASKED,
    (
        Transition(E.ASKED, "give", E.GIVEN),
        Transition(E.GIVEN, "give", E.GIVEN),
        Transition(E.ACCEPTED, "give", E.GIVEN),
        Transition(E.REJECTED, "give", E.GIVEN),
        Transition(E.GIVEN, "accept", E.ACCEPTED),
        Transition(E.GIVEN, "reject", E.REJECTED),
        Transition(E.ACCEPTED, "reject", E.REJECTED),
        Transition(E.REJECTED, "accept", E.ACCEPTED),
    ),
)
