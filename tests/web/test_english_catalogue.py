"""The English catalogue says everything that the pages say through it, and nothing that they no longer say."""

import re
from collections.abc import Iterable

from babel.messages.catalog import Message
from django.utils import translation
from django.utils.translation import gettext
from scripts.translations import catalogue, messages

FILLED = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]*>")


def strings(text: str | Iterable[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def translated() -> list[Message]:
    return [message for message in catalogue() if message.id]


def test_every_text_of_an_english_page_is_in_the_catalogue_and_no_other() -> None:
    said = {text for text, _ in messages()}

    assert said == {message.id for message in translated()}, "run make english, then translate what is empty"


def test_every_text_is_translated_by_somebody_and_not_guessed() -> None:
    assert [message.id for message in translated() if message.fuzzy or not all(strings(message.string))] == []


def test_a_translation_keeps_the_links_and_the_values_of_its_text() -> None:
    broken = [
        message.id
        for message in translated()
        if set(FILLED.findall(strings(message.id)[-1])) != set(FILLED.findall(strings(message.string)[-1]))
    ]
    assert broken == []


def test_no_dutch_text_is_changed_by_the_catalogue_of_the_framework() -> None:
    with translation.override("nl"):
        assert [text for message in translated() for text in strings(message.id) if gettext(text) != text] == []
