"""Amounts, days and the sentences of a decision in English; a sentence nobody translated stays Dutch and says so."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from loopbaankrediet import decree
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.web import in_words
from loopbaankrediet.web.law_in_english import law_text
from loopbaankrediet.web.templatetags.dutch import said


def test_a_day_a_moment_and_an_amount_are_said_in_the_language_of_the_page() -> None:
    at = datetime(2027, 3, 1, 13, 5, tzinfo=UTC)
    with translation.override("en"):
        assert in_words.day(date(2027, 3, 1)) == "1 March 2027"
        assert in_words.moment(at) == "1 March 2027 at 14:05"
        assert in_words.euro(-116780) == "-1,167.80 euro"
        assert in_words.duration(105) == "1 hour and 45 minutes"
    with translation.override("nl"):
        assert in_words.moment(at) == "1 maart 2027 om 14.05 uur"
        assert in_words.duration(105) == "1 uur en 45 minuten"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (85, Unit.MONTHS, "7 years and 1 month (85 months)"),
        (45, Unit.MINUTES, "45 minutes"),
        (1, Unit.VOUCHERS, "1 career voucher"),
        (2500, Unit.CENTS_PER_HOUR, "25.00 euro per hour"),
        (20_000, Unit.COUNT, "20,000"),
    ],
)
def test_an_amount_of_the_law_is_said_in_english(value: int, unit: Unit, text: str) -> None:
    with translation.override("en"):
        assert in_words.amount(value, unit) == text


def test_the_reasons_of_a_decision_are_said_phrase_by_phrase() -> None:
    known = decree.FACTS["seniority_months"].sentence(decree.Range(60, 72))
    with translation.override("en"):
        assert law_text("Je werkte nog geen volle maand. Je hebt 7 jaar (84 maanden) nodig.") == (
            "You have not worked a full month yet. You need 7 years (84 months)."
        )
        assert law_text(known) == (
            "You have worked at least 5 years (60 months) and at most 6 years (72 months) in total."
        )
        assert law_text("Je hebt gelijk.") == '<span lang="nl">Je hebt gelijk.</span>'
        assert law_text("Dit is een nieuwe regel.") == '<span lang="nl">Dit is een nieuwe regel.</span>'
    assert law_text(known) == known


def test_a_refusal_without_a_translation_is_shown_as_dutch() -> None:
    with translation.override("en"):
        assert said("We vinden deze pagina niet.") == "We cannot find this page."
        assert said("Kies <b>iets</b>.") == '<span lang="nl">Kies &lt;b&gt;iets&lt;/b&gt;.</span>'
