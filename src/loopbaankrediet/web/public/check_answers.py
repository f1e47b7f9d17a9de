"""The answers of the public check as they travel from page to page: in the form, and nowhere else.

An answer is written as 'name:text'. The text is 'ja' or 'nee', a word of a list, whole months or minutes or a count
('72'), such a number known in part ('60-83'), or '?' for who does not know.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext

from loopbaankrediet import decree
from loopbaankrediet.decree.deciding.policy import policy_on
from loopbaankrediet.decree.loopbaankrediet import LAW

UNKNOWN = "?"
YES_NO = {"ja": True, "nee": False}
NUMBER = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)

Answers = Mapping[str, decree.FactValue]
"""What somebody answered, in the order of the questions; None for who does not know."""


class Unreadable(ValueError):
    """No answer that this question can have."""


@dataclass(frozen=True)
class Days:
    """The day of the facts, which is the first day of the law while that is still to come, and today."""

    on: date
    known_on: date

    @property
    def is_ahead(self) -> bool:
        return self.on > self.known_on


@dataclass(frozen=True)
class Standing:
    """What the answers come to: the decision so far, and the facts still worth asking, most decisive first."""

    decision: decree.Decision
    left: tuple[str, ...]


def days_for(today: date) -> Days:
    return Days(max(today, LAW.since), today)


def questions(days: Days) -> tuple[str, ...]:
    """Every fact the law reads. Raises NoLawInForce when the law was not known yet."""
    return policy_on(days.on, days.known_on).facts


def standing(answers: Answers, days: Days) -> Standing:
    known = {name: value for name, value in answers.items() if value is not None}
    decision = decree.decide(known, on=days.on, known_on=days.known_on) if known else _nothing_known(days)
    return Standing(decision, tuple(m.fact for m in decision.missing if m.fact not in answers))


@lru_cache(maxsize=16)
def _nothing_known(days: Days) -> decree.Decision:
    """What the first page stands on: the slowest decision, about nobody, and the same for everybody."""
    return decree.decide({}, on=days.on, known_on=days.known_on)


def written(name: str, value: decree.FactValue) -> str:
    return f"{name}:{text_of(value)}"


def text_of(value: decree.FactValue) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, decree.Range):
        return f"{value.low}-{value.high}"
    return str(value)


def read_answers(texts: Iterable[str], asked: Iterable[str]) -> tuple[dict[str, decree.FactValue], tuple[str, ...]]:
    """The answers that came with the form, and a sentence for each part that is no answer to a question of ours."""
    answers: dict[str, decree.FactValue] = {}
    refused: dict[str, None] = {}
    names = frozenset(asked)
    for written_answer in texts:
        name, _, text = written_answer.partition(":")
        if name not in names:
            refused[gettext("We kregen een antwoord op een vraag die we niet stellen. Dat telt niet mee.")] = None
            continue
        try:
            answers[name] = read_value(decree.FACTS[name], text)
        except Unreadable:
            unread = gettext("We konden je antwoord op '%(question)s' niet lezen. Het telt niet mee.")
            refused[unread % {"question": gettext(decree.FACTS[name].question)}] = None
    return answers, tuple(refused)


def read_value(spec: decree.FactSpec, text: str) -> decree.FactValue:
    """Raises Unreadable."""
    if text == UNKNOWN:
        return None
    if spec.kind is int:
        return _number(spec, text)
    value = YES_NO.get(text) if spec.kind is bool else text
    if value not in spec.allowed:
        raise Unreadable(text)
    return value


def _number(spec: decree.FactSpec, text: str) -> decree.FactValue:
    found = NUMBER.fullmatch(text)
    if found is None:
        raise Unreadable(text)
    low = int(found[1])
    high = int(found[2] or found[1])
    if low > high or low not in spec.allowed or high not in spec.allowed:
        raise Unreadable(text)
    return low if low == high else decree.Range(low, high)
