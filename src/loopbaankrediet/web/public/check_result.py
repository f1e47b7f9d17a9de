"""What the public check ends with: yes, no or not yet, with the reasons and what it means for the visitor."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from loopbaankrediet import decree
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.web.in_words import amount, between
from loopbaankrediet.web.law_words import WhyNot, source_name, why_not
from loopbaankrediet.web.public.check_answers import Answers, Days
from loopbaankrediet.web.public.check_forms import QUESTIONS


@dataclass(frozen=True)
class GivenAnswer:
    """One answer as the visitor gave it; `label` names it on the button that changes it."""

    name: str
    label: str
    question: str
    said: str


@dataclass(frozen=True)
class OpenPoint:
    """A fact that decides and that the visitor did not (fully) know, with who does know it."""

    known: str
    source: str


@dataclass(frozen=True)
class Price:
    """Cents that the visitor pays: per hour, and for all hours together (None while the hours are not sure)."""

    schooling: str
    per_hour: int
    together: int | None


@dataclass(frozen=True)
class ResultPage:
    """`minutes` and `price` are None while the answers leave them open; then `prices` says each that is possible.

    `possible_from` supposes the rest (`if_the_rest_fits`) or the least of a number known in part (`perhaps_sooner`).
    """

    outcome: str
    minutes: int | None
    price: Price | None
    prices: tuple[Price, ...]
    why_not: tuple[WhyNot, ...]
    possible_from: date | None
    if_the_rest_fits: bool
    perhaps_sooner: bool
    open_points: tuple[OpenPoint, ...]
    answers: tuple[GivenAnswer, ...]
    days: Days


def result_page(decision: decree.Decision, answers: Answers, days: Days) -> ResultPage:
    minutes, own = decision.results["minutes"], decision.results["own_cents_per_hour"]
    when, filled = _possible_from(decision, answers, days)
    return ResultPage(
        outcome=decision.outcome.value,
        minutes=minutes,
        price=None if own is None else _price("", own, minutes),
        prices=tuple(_prices(minutes, days)) if own is None else (),
        why_not=tuple(why_not(map(asdict, decision.why()), (ground._asdict() for ground in decision.grounds))),
        possible_from=when,
        if_the_rest_fits=filled,
        perhaps_sooner=any(isinstance(v, decree.Range) and decree.FACTS[n].grows_monthly for n, v in answers.items()),
        open_points=tuple(_open_points(decision, answers)),
        answers=tuple(_given(name, value) for name, value in answers.items()),
        days=days,
    )


def _price(schooling: str, per_hour: int, minutes: int | None) -> Price:
    return Price(schooling, per_hour, None if minutes is None else cents_for(minutes, per_hour))


def _prices(minutes: int | None, days: Days) -> Iterator[Price]:
    for value, label in decree.FACTS["schooling"].labels.items():
        tariff = decree.tariff(value, on=days.on, known_on=days.known_on)
        yield _price(label, tariff.own_cents_per_hour, minutes)


def _possible_from(decision: decree.Decision, answers: Answers, days: Days) -> tuple[date | None, bool]:
    """The day from which time alone helps, and whether that supposes what the visitor did not tell.

    A refusal ends the questions, so that the other conditions stay unasked: these are supposed to be met in a way that
    `decree.changes` finds. What the visitor told is never replaced.
    """
    if decision.outcome is not decree.Outcome.REFUSED:
        return None, False
    for way in decree.changes(decision).together:
        supposed = {change.fact: change.values[0] for change in way if answers.get(change.fact) is None}
        found = decree.qualifies_from({**answers, **supposed}, days.on, days.known_on)
        if found is not None:
            return found, bool(supposed)
    return None, False


def _open_points(decision: decree.Decision, answers: Answers) -> Iterator[OpenPoint]:
    for missing in decision.missing:
        if "outcome" in missing.changes or "minutes" in missing.changes:
            spec = decree.FACTS[missing.fact]
            yield OpenPoint(spec.sentence(answers.get(missing.fact)), source_name(spec.source))


def _given(name: str, value: decree.FactValue) -> GivenAnswer:
    spec = decree.FACTS[name]
    return GivenAnswer(name, spec.label, gettext(QUESTIONS.get(name, spec.question)), capfirst(_said(spec, value)))


def _said(spec: decree.FactSpec, value: decree.FactValue) -> str:
    """Only the answer, because the question stands beside it."""
    if value is None:
        return gettext("weet ik niet")
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, str):
        return gettext(spec.labels[value])
    if isinstance(value, int):
        return amount(value, spec.counted)
    return between(value.low, value.high, spec.counted)
