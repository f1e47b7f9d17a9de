"""What can stand in the way of a survey."""

from loopbaankrediet.kernel.errors import DomainError


class SurveyClosed(DomainError):
    message = "Deze vragenlijst is niet meer open. Je hoeft niets te doen."


class NothingAnswered(DomainError):
    message = "Beantwoord ten minste één vraag, of sla de vragenlijst over."


class ScoreUnknown(DomainError):
    message = "Kies een antwoord uit de lijst."
