"""The life of a question about looks, as a table."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class QuestionState(StrEnum):
    """ASKED: nobody answered yet. ANSWERED: who looked said why. CLOSED: by the privacy officer, with a reason."""

    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"


S = QuestionState
QUESTION_TABLE = StateTable(
    "look_question",
    S.ASKED,
    (
        Transition(S.ASKED, "answer", S.ANSWERED),
        Transition(S.ASKED, "close", S.CLOSED),
        Transition(S.ANSWERED, "close", S.CLOSED),
    ),
)
