"""Filters that write amounts, days and account numbers as people read them, and that mark what stays Dutch."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from loopbaankrediet.kernel.identifiers import format_iban
from loopbaankrediet.web import in_words
from loopbaankrediet.web.law_in_english import law_text

register = template.Library()
register.filter("law_text", law_text)


@register.filter
def euro(cents: int) -> str:
    """16780 -> '167,80 euro'."""
    return in_words.euro(cents)


@register.filter
def duration(minutes: int) -> str:
    """105 -> '1 uur en 45 minuten'."""
    return in_words.duration(minutes)


@register.filter
def day(value: date) -> str:
    """2027-03-01 -> '1 maart 2027'."""
    return in_words.day(value)


@register.filter
def moment(value: datetime) -> str:
    """A time with a zone -> '1 maart 2027 om 14.05 uur' in Brussels."""
    return in_words.moment(value)


@register.filter
def iban(account: str) -> str:
    """BE71096123456769 -> 'BE71 0961 2345 6769'."""
    return format_iban(account.replace(" ", ""))


@register.filter
def listed(words: Iterable[str], between: str = ", ") -> str:
    """Words of a closed list of a room, in the language of the page."""
    return between.join(gettext(word) for word in words)


@register.filter
def here(text: str) -> str:
    """A constant of ours in the language of the page; any other text as it is."""
    return gettext(text) if text and in_words.is_english() else text


@register.simple_tag
def in_dutch() -> str:
    """The attribute of an element that stays Dutch on an English page."""
    return SafeString(' lang="nl"') if in_words.is_english() else ""


@register.filter
def as_dutch(text: str) -> str:
    """Words of somebody, or of the law, that stay Dutch on an English page."""
    return format_html('<span lang="nl">{}</span>', text) if in_words.is_english() and text else text


@register.filter
def said(text: object) -> str:
    """A message from the rooms: in English where the catalogue has it, and else marked as Dutch."""
    dutch = str(text)
    english = gettext(dutch) if dutch else dutch
    return as_dutch(dutch) if english == dutch else english
