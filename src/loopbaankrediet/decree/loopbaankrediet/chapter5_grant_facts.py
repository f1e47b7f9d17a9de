"""The facts of one grant that the law decided on: whether it starts at once or waits for its place (default 24)."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, declared
from loopbaankrediet.decree.saying.dutch import Unit

_PLATFORM = "Dit platform (beslissingen)"

FACTS = declared(
    (
        FactSpec(
            name="right_holds",
            kind=bool,
            label="recht op loopbaankrediet",
            question="Heeft de aanvrager recht op loopbaankrediet?",
            source=_PLATFORM,
            says="Je hebt recht op loopbaankrediet.",
            denies="Je hebt geen recht op loopbaankrediet.",
            unknown="We weten nog niet of je recht hebt op loopbaankrediet.",
        ),
        FactSpec(
            name="granted_before",
            kind=bool,
            label="een krediet dat al toegekend was",
            question="Kreeg de aanvrager al eerder loopbaankrediet met deze aanvraag?",
            source=_PLATFORM,
            says="Met deze aanvraag kreeg je al loopbaankrediet.",
            denies="Met deze aanvraag kreeg je nog geen loopbaankrediet.",
            unknown="We weten nog niet of je met deze aanvraag al loopbaankrediet kreeg.",
        ),
        FactSpec(
            name="place_drawn",
            kind=bool,
            label="een plaats uit een loting",
            question="Trok de aanvrager een plaats in een loting?",
            source=_PLATFORM,
            says="Je trok een plaats in een loting.",
            denies="Je trok nog geen plaats in een loting.",
            unknown="We weten nog niet of je een plaats trok in een loting.",
        ),
        FactSpec(
            name="year_room_cents",
            kind=int,
            high=1_000_000_000_000,
            unit=Unit.CENTS,
            label="wat het jaar nog te verdelen heeft",
            question="Hoeveel eurocent heeft het jaar nog te verdelen?",
            source=_PLATFORM,
            says="Het jaar heeft nog {value} te verdelen.",
            zero="Het jaar heeft niets meer te verdelen.",
            unknown="We weten nog niet hoeveel het jaar nog te verdelen heeft.",
        ),
    )
)


class Amounts(NamedTuple):
    """Without a cap no article reads a parameter."""


article = Book(facts=FACTS, links=(), parameters={})
