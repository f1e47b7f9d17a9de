"""People understand at first reading what is decided about them, and what they did wrong: measured, not hoped.

The score is the reading ease of Flesch for Dutch (Flesch-Douma, as textstat counts it): 60 and more is plain.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from statistics import mean
from uuid import UUID, uuid4

import pytest
import textstat  # type: ignore[import-untyped]

import loopbaankrediet
from loopbaankrediet.credit.actions import sign_refusal
from loopbaankrediet.kernel.errors import DomainError
from tests.web.citizen.conftest import Story, story
from tests.web.conftest import static_folder

__all__ = ["static_folder", "story"]

BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "div", "label", "legend", "dt", "dd", "blockquote", "button", "span"})
HIDDEN = frozenset({"script", "style", "svg"})
END = re.compile(r"(?<=[.!?])\s+")
ENTRY_POINT_OR_EXTRA = re.compile(r"\.settings\b|\.wsgi$|\.__main__$|_engine$")
DECISION_EASE, DECISION_WORDS = 60, 20
MESSAGE_EASE, MESSAGE_WORDS = 50, 25

Apply = Callable[[Story, str], UUID]


class _Blocks(HTMLParser):
    """The text of a page, a piece for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self._hidden = [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in HIDDEN
        self._cut(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in HIDDEN
        self._cut(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces[-1] += data

    def _cut(self, tag: str) -> None:
        if tag in BLOCKS:
            self.pieces.append("")


def top_half(html: str) -> list[str]:
    """The sentences of a decision before its grounds; a heading or button is one too."""
    reader = _Blocks()
    reader.feed(html[html.index("<main") : html.index("Waarop steunt dit?")])
    plain = (" ".join(piece.replace("\u00ad", "").split()) for piece in reader.pieces)
    return [sentence for piece in plain for sentence in END.split(piece) if re.search(r"\w", sentence)]


def ease(sentences: list[str]) -> float:
    """The score of these sentences; a point inside one, as in an address, does not make it two."""
    textstat.set_lang("nl")
    return float(textstat.flesch_reading_ease(" ".join(re.sub(r"[.!?]", "", sentence) + "." for sentence in sentences)))


def too_long(sentences: list[str], most: int) -> list[str]:
    return [sentence for sentence in sentences if len(sentence.split()) > most]


def declared(story: Story, persona: str) -> UUID:
    application_id = story.applied(persona)
    story.post(persona, f"/mijn/beslissing/{application_id}/diploma/", value="low")
    return application_id


def refused(story: Story, persona: str) -> UUID:
    application_id = story.applied(persona)
    story.later(15)
    sign_refusal(application_id=application_id, by=story.actor("omar"), clock=story.clock, key=uuid4())
    return application_id


@pytest.mark.parametrize(
    ("persona", "act"),
    [
        ("an", Story.applied),
        ("bart", Story.applied),
        ("bart", refused),
        ("chantal", Story.applied),
        ("fatima", Story.applied),
        ("zoe", Story.applied),
        ("zoe", declared),
    ],
)
def test_everybody_understands_her_decision_at_first_reading(story: Story, persona: str, act: Apply) -> None:
    sentences = top_half(story.get(persona, f"/mijn/beslissing/{act(story, persona)}/"))

    assert too_long(sentences, DECISION_WORDS) == []
    assert ease(sentences) >= DECISION_EASE, sorted(sentences, key=lambda sentence: ease([sentence]))[:5]


def test_everybody_understands_why_something_is_refused() -> None:
    messages = all_messages()
    scores = {name: ease(END.split(text)) for name, text in messages.items()}
    hard = sorted(((round(score), name, messages[name]) for name, score in scores.items()))[:10]

    assert [text for text in messages.values() if too_long(END.split(text), MESSAGE_WORDS)] == []
    assert mean(scores.values()) >= MESSAGE_EASE, hard


def all_messages() -> dict[str, str]:
    """Every text of a refusal by the name of its class, once all rooms are imported."""
    for module in pkgutil.walk_packages(loopbaankrediet.__path__, "loopbaankrediet."):
        if not ENTRY_POINT_OR_EXTRA.search(module.name):
            importlib.import_module(module.name)
    kinds: list[type[DomainError]] = [DomainError, *_below(DomainError)]
    texts = {f"{k.__module__}.{k.__name__}": k.message for k in kinds if k.__module__.startswith("loopbaankrediet.")}
    return {name: text for name, text in texts.items() if re.search(r"\w", re.sub(r"{\w+}", "", text))}


def _below(root: type[DomainError]) -> Iterator[type[DomainError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _below(kind)
