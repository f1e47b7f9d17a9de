"""State as an enumeration with a transition table: the table says from, verb, to; the database refuses the rest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from loopbaankrediet.kernel.errors import WrongState

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Transition(Generic[State]):
    source: State
    verb: str
    target: State


@dataclass(frozen=True)
class StateTable(Generic[State]):
    """All moves of one kind of thing. `machine` is its name in the database's own copy of the table."""

    machine: str
    initial: State
    transitions: tuple[Transition[State], ...]

    def after(self, source: State | str, verb: str) -> State:
        """The state that `verb` leads to from `source`; WrongState when the table has no such move."""
        for move in self.transitions:
            if move.source == source and move.verb == verb:
                return move.target
        raise WrongState(source=source, verb=verb)

    def allows(self, source: State | str, verb: str) -> bool:
        return any(move.source == source and move.verb == verb for move in self.transitions)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The (from, to) pairs as the database keeps them."""
        return frozenset((str(move.source), str(move.target)) for move in self.transitions)
