"""Recognised experience (EVC) where a diploma is asked for (opinion 2.4), for `counsellor_registration`.

The docstring is this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import FACTS, Diploma

article = Book(facts=FACTS, links=(), parameters={})


@article(
    "art. 12 (diploma)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.4",
)
def educated(diploma: Diploma) -> bool:
    """Je hebt een diploma van de lijst, een gelijkwaardig diploma uit een ander land van de Europese Economische
    Ruimte, of erkende ervaring (EVC).
    """
    return diploma in (Diploma.LISTED, Diploma.EEA_EQUIVALENT, Diploma.RECOGNISED_EXPERIENCE)
