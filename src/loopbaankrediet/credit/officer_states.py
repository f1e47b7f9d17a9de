"""The states of a question to an applicant, of a second look at alike files, and of each file in it."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class ClarificationState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


Q = ClarificationState
CLARIFICATION_TABLE = StateTable(
    "clarification",
    Q.ASKED,
    (
        Transition(Q.ASKED, "answer", Q.ANSWERED),
        Transition(Q.ASKED, "lapse", Q.LAPSED),
        Transition(Q.ASKED, "withdraw", Q.WITHDRAWN),
        Transition(Q.LAPSED, "answer", Q.ANSWERED),
    ),
)


class RedecisionState(StrEnum):
    COUNTING = "counting"
    COUNTED = "counted"
    DECIDING = "deciding"
    DECIDED = "decided"
    APPLYING = "applying"
    DONE = "done"
    CANCELLED = "cancelled"


R = RedecisionState
WORKING = (R.COUNTING, R.DECIDING, R.APPLYING)
REDECISION_TABLE = StateTable(
    "redecision",
    R.COUNTING,
    (
        Transition(R.COUNTING, "count", R.COUNTED),
        Transition(R.COUNTED, "start", R.DECIDING),
        Transition(R.DECIDING, "finish", R.DECIDED),
        Transition(R.DECIDED, "approve", R.APPLYING),
        Transition(R.APPLYING, "apply", R.DONE),
        Transition(R.COUNTING, "cancel", R.CANCELLED),
        Transition(R.COUNTED, "cancel", R.CANCELLED),
        Transition(R.DECIDING, "cancel", R.CANCELLED),
        Transition(R.DECIDED, "cancel", R.CANCELLED),
        Transition(R.APPLYING, "cancel", R.CANCELLED),
    ),
)


class AlikeState(StrEnum):
    FOUND = "found"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    SKIPPED = "skipped"
    APPLIED = "applied"
    DECLINED = "declined"


A = AlikeState
ALIKE_TABLE = StateTable(
    "alike_file",
    A.FOUND,
    (
        Transition(A.FOUND, "same", A.SAME),
        Transition(A.FOUND, "better", A.BETTER),
        Transition(A.FOUND, "worse", A.WORSE),
        Transition(A.FOUND, "skip", A.SKIPPED),
        Transition(A.BETTER, "apply", A.APPLIED),
        Transition(A.BETTER, "decline", A.DECLINED),
        Transition(A.BETTER, "skip", A.SKIPPED),
        Transition(A.WORSE, "decline", A.DECLINED),
    ),
)
