"""The minimum quality conditions of WSE for everybody (opinion 2.4), for `counsellor_registration`.

The docstrings are this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import FACTS

article = Book(facts=FACTS, links=(), parameters={})


@article(
    "art. 12 (kwaliteit)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.4",
)
def of_quality(wse_quality: bool) -> bool:
    """Je voldoet aan de minimale kwaliteitsvereisten van het beleidsdomein Werk en Sociale Economie (WSE)."""
    return wse_quality


@article(
    "art. 14",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.4",
)
def may_register(
    educated: bool,
    qualified: bool,
    several_methods: bool,
    founded_methods: bool,
    code_signed: bool,
    works_alone: bool,
    of_quality: bool,
) -> bool:
    """Je wordt geregistreerd als loopbaanbegeleider als je aan alle voorwaarden voldoet, ook die van WSE."""
    return educated and qualified and several_methods and founded_methods and code_signed and works_alone and of_quality
