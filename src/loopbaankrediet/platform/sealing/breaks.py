"""What a check finds: the first thing that is not as it was written, with its place."""

from dataclasses import dataclass

from loopbaankrediet.platform.errors import OperatorError


@dataclass(frozen=True)
class Break:
    """One disagreement between what is kept and what was found, or recomputed."""

    place: str
    what: str
    kept: str
    recomputed: str


class SealRefused(OperatorError):
    """Sealing stops: what lies outside the database does not agree with it. The message says what to look at."""
