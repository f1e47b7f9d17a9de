"""Switches and templates as states."""

from enum import StrEnum

from loopbaankrediet.kernel.states import StateTable, Transition


class IncidentState(StrEnum):
    STOPPED = "stopped"
    LIFTING = "lifting"
    LIFTED = "lifted"


S = IncidentState
INCIDENT_TABLE = StateTable(
    "incident",
    S.STOPPED,
    (
        Transition(S.STOPPED, "propose_lift", S.LIFTING),
        Transition(S.LIFTING, "keep_stopped", S.STOPPED),
        Transition(S.LIFTING, "lift", S.LIFTED),
    ),
)


class TemplateState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    DISCARDED = "discarded"


T = TemplateState
TEMPLATE_TABLE = StateTable(
    "letter_template",
    T.DRAFT,
    (Transition(T.DRAFT, "approve", T.APPROVED), Transition(T.DRAFT, "discard", T.DISCARDED)),
)
