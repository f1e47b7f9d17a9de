"""Everything the decree can refuse. Each error carries a Dutch message for the person who can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


class DecreeError(Exception):
    """The decree cannot answer; the message says what, where and how to mend it."""


class LiftError(DecreeError):
    """An article, fact or parameter is written in a way the language does not allow. Raised at import."""


class FactRefused(DecreeError):
    """A given fact is unknown, of the wrong kind, outside its range, or contradicts another fact."""

    def __init__(self, fact: str, message: str) -> None:
        super().__init__(f"Feit '{fact}': {message}")
        self.fact = fact
        self.reason = message


class DayRefused(DecreeError):
    """What was given as a day is none."""

    def __init__(self, name: str, given: object) -> None:
        super().__init__(f"'{name}' is {given!r}. Hier hoort een dag zonder uur, zoals datetime.date(2027, 3, 1).")


class NoLawInForce(DecreeError):
    """No law covers the day of the facts, as far as was known on the day of knowledge."""

    def __init__(self, on: date, known_on: date, first_day: date | None) -> None:
        start = (
            f"De eerste wet die we op die kennisdag kennen, geldt vanaf {first_day}."
            if first_day
            else f"Op {known_on} was nog geen enkele wet bekend die dan of later geldt. Kies een latere kennisdag."
        )
        super().__init__(f"Op {on} is volgens wat we op {known_on} wisten geen wet van kracht. {start}")
        self.first_day = first_day


class LawUnknown(DecreeError):
    """A law is asked for by a name that none has."""

    def __init__(self, law: str, names: Iterable[str]) -> None:
        super().__init__(f"Wet '{law}' bestaat niet. Wel bekend: {', '.join(names)}.")
        self.law = law


class NoValueInForce(DecreeError):
    """A parameter has no value on the day. The previous value is never used by accident."""

    def __init__(self, parameter: str, on: date, known_on: date) -> None:
        super().__init__(
            f"Parameter '{parameter}' heeft op {on} geen waarde, volgens wat we op {known_on} wisten. "
            "Vul de waarde aan in decree/parameters, of kies een andere dag."
        )
        self.parameter = parameter


class ParameterRefused(DecreeError):
    """An override names no parameter of the law, or gives it an impossible value."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(f"Parameter '{parameter}': {message}")
        self.parameter = parameter

    @classmethod
    def unknown(cls, parameter: str, names: Iterable[str]) -> ParameterRefused:
        return cls(parameter, f"die bestaat niet in deze wet. Wel bekend: {', '.join(names)}.")


class ScenarioRefused(DecreeError):
    """A scenario does not exist."""

    def __init__(self, scenario: str, names: Iterable[str]) -> None:
        super().__init__(f"Scenario '{scenario}' bestaat niet. Wel bekend: {', '.join(names)}.")
        self.scenario = scenario


class ArchiveDamaged(DecreeError):
    """A file of the archive was changed, or cannot be read."""

    def __init__(self, message: str) -> None:
        super().__init__(f"Archief van de wet: {message}")


class ReceiptRefused(DecreeError):
    """A receipt cannot be made or read, or names a law that nobody kept."""

    def __init__(self, message: str) -> None:
        super().__init__(f"Bewijs van een beslissing: {message}")


class TooManyCombinations(DecreeError):
    """The unknown facts leave more combinations of classes than can be tried exactly."""

    def __init__(self, combinations: int, limit: int, facts: Iterable[str]) -> None:
        super().__init__(
            f"De onbekende feiten geven {combinations} combinaties, meer dan de {limit} die we exact kunnen "
            f"nagaan. Geef ten minste een van deze feiten (gedeeltelijk) op: {', '.join(facts)}."
        )
        self.combinations = combinations
