"""What stands in a step plan and in a personal certificate: a few short fields, no free form (art. 7 § 2)."""

from dataclasses import asdict, dataclass
from typing import Any

from loopbaankrediet.guidance.course_errors import PaperIncomplete, PaperTooLong, TooManySteps
from loopbaankrediet.guidance.paper_models import PaperKind
from loopbaankrediet.kernel.errors import DomainError

CHARACTERS = 2_000
MOST_STEPS = 10
LABELS = {
    "goal": "Waar je naartoe wil",
    "steps": "Je stappen",
    "support": "Wie of wat je daarbij helpt",
    "strengths": "Wat je goed kan",
    "discovered": "Wat je ontdekte",
}


@dataclass(frozen=True)
class StepPlan:
    """Where she wants to go, in steps of one line each; who helps may stay empty."""

    goal: str
    steps: tuple[str, ...]
    support: str = ""

    def check(self) -> None:
        """The first field that is not as it should be, as an error at that field."""
        _check_text("goal", self.goal)
        if not self.steps:
            raise at("steps", PaperIncomplete())
        if len(self.steps) > MOST_STEPS:
            raise TooManySteps(most=MOST_STEPS)
        _check_text("steps", "\n".join(self.steps))
        _check_length("support", self.support)


@dataclass(frozen=True)
class PersonalisedCertificate:
    """What she can and what she found out, for whom she shows it to. Days and hours come from the file itself."""

    strengths: str
    discovered: str

    def check(self) -> None:
        _check_text("strengths", self.strengths)
        _check_text("discovered", self.discovered)


Paper = StepPlan | PersonalisedCertificate
PAPERS: dict[PaperKind, type[StepPlan] | type[PersonalisedCertificate]] = {
    PaperKind.STEP_PLAN: StepPlan,
    PaperKind.CERTIFICATE: PersonalisedCertificate,
}


def kind_of(paper: Paper) -> PaperKind:
    return PaperKind.STEP_PLAN if isinstance(paper, StepPlan) else PaperKind.CERTIFICATE


def content_of(paper: Paper) -> dict[str, Any]:
    """As it is sealed."""
    return asdict(paper)


def lines_of(content: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each field that is filled in, with its label: steps as several lines, a text as one."""
    found = ((LABELS[name], (value,) if isinstance(value, str) else tuple(value)) for name, value in content.items())
    return tuple((label, values) for label, values in found if any(values))


def at(field: str, error: DomainError) -> DomainError:
    """The error at a field of the form."""
    error.field = field
    return error


def _check_text(name: str, text: str) -> None:
    if not text.strip():
        raise at(name, PaperIncomplete())
    _check_length(name, text)


def _check_length(name: str, text: str) -> None:
    if len(text) > CHARACTERS:
        raise at(name, PaperTooLong(most=CHARACTERS))
