"""What a decision says, in English on an English page: composed of the phrases of the law, each from the catalogue.

A courtesy: the Dutch text alone counts. A sentence that no phrase explains stays as it is, marked as Dutch.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.utils.html import format_html
from django.utils.translation import gettext

from loopbaankrediet import decree
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.explain import OPEN_RULE
from loopbaankrediet.web.in_words import is_english

VALUE = "{value}"
SENTENCE_ENDS = re.compile(r"(?<=[.?!]) (?=[A-Z'])")
COUNTED = re.compile(r"([\d.,]+) (jaar|maand|uur|minu|loopbaancheque|werkdag|dag|euro)\w*( per uur)?")
ENGLISH_UNITS = {
    "jaar": ("year", "years"),
    "maand": ("month", "months"),
    "uur": ("hour", "hours"),
    "minu": ("minute", "minutes"),
    "loopbaancheque": ("career voucher", "career vouchers"),
    "werkdag": ("working day", "working days"),
    "dag": ("day", "days"),
    "euro": ("euro", "euro"),
}
SWAPPED = str.maketrans(".,", ",.")


def law_phrases() -> Iterator[str]:
    """Every phrase that a decision on the credit is composed of."""
    yield OPEN_RULE
    for spec in decree.FACTS.values():
        yield from filter(None, (spec.question, spec.label, spec.says, spec.denies, spec.zero, spec.unknown))
        yield from spec.labels.values()
        yield spec.source
    for article in LAW.book.articles:
        yield from filter(None, (article.text, article.says, article.unknown))
    yield from (record.phrase for record in LAW.book.parameters.values())


def law_text(text: str) -> str:
    """One or more sentences of a decision, or one of its values."""
    if not is_english() or not text:
        return text
    english = _sentences(text)
    return format_html('<span lang="nl">{}</span>', text) if english is None else english


def _sentences(text: str) -> str | None:
    if gettext(text) != text:
        return gettext(text)
    parts = [_phrase(sentence) for sentence in SENTENCE_ENDS.split(text)]
    known = [part for part in parts if part is not None]
    return " ".join(known) if len(known) == len(parts) else None


def _phrase(sentence: str) -> str | None:
    english = gettext(sentence)
    if english != sentence:
        return english
    for phrase, shape in _shapes():
        found = shape.fullmatch(sentence)
        value = _value(found[1]) if found else ""
        if found and value != found[1]:
            return gettext(phrase).replace(VALUE, value)
    return None


@cache
def _shapes() -> list[tuple[str, re.Pattern[str]]]:
    """The phrases with a value in them, the longest first: 'Je hebt {value} nodig.' before 'Je hebt {value}.'"""
    phrases = sorted({phrase for phrase in law_phrases() if VALUE in phrase}, key=len, reverse=True)
    return [(phrase, re.compile(re.escape(phrase).replace(re.escape(VALUE), "(.+)"))) for phrase in phrases]


def _value(dutch: str) -> str:
    """A word of a list, or an amount: 'minstens 7 jaar (84 maanden)' -> 'at least 7 years (84 months)'."""
    english = gettext(dutch)
    if english != dutch:
        return english
    words = COUNTED.sub(_counted, dutch).replace("minstens", "at least").replace("hoogstens", "at most")
    return words.replace(" en ", " and ")


def _counted(found: re.Match[str]) -> str:
    number, unit, per_hour = found.groups()
    one, more = ENGLISH_UNITS[unit]
    return f"{number.translate(SWAPPED)} {one if number == '1' else more}{' per hour' if per_hour else ''}"
