"""What a run of the lab is refused for, before anything is computed."""

from loopbaankrediet.kernel.errors import DomainError


class ScenariosMissing(DomainError):
    message = "Kies minstens één scenario."
    field = "scenarios"


class YearsRefused(DomainError):
    message = "Reken 1 tot en met {most} jaar vooruit."
    field = "years"


class DrawsRefused(DomainError):
    message = "Vraag 1 tot en met {most} trekkingen. Meer duurt te lang op een server die anderen ook gebruiken."
    field = "draws"


class SeedRefused(DomainError):
    message = "Het begingetal is een geheel getal van 0 tot en met {most}."
    field = "seed"


class AmountRefused(DomainError):
    """`name`: the amount or term; the message of the decree says what is wrong with it."""

    message = "{why}"

    def __init__(self, *, name: str, why: str) -> None:
        super().__init__(why=why)
        self.field = name


class LawRefused(DomainError):
    """A scenario that does not exist, or a day of knowledge on which a law or a value misses."""

    message = "{why}"
    field = "known_on"


class DraftUnknown(DomainError):
    message = "Op {on} was het voorontwerp nog niet bekend: geen van zijn artikelen gold. Kies een dag vanaf {since}."
    field = "known_on"


class TooManyRuns(DomainError):
    message = "Je hebt al {most} berekeningen die nog lopen of wachten. Wacht tot er een klaar is, of stop er een."


class RunInterrupted(Exception):
    """The run was stopped, or is no longer ours: nothing of it is kept. Never shown to anybody."""
