"""Companies with counsellors in service (opinion 2.3, default 21), for `counsellor_registration`.

The docstring is this project's own paraphrase of what the opinion asks for.
"""

from __future__ import annotations

from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import FACTS, OrganisationForm

article = Book(facts=FACTS, links=(), parameters={})


@article(
    "art. 7, § 1, 5° en art. 13",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.3",
)
def works_alone(organisation: OrganisationForm) -> bool:
    """Je werkt als natuurlijk persoon, of in een vennootschap. Dat mag ook een vennootschap met verschillende
    begeleiders zijn, maar nog geen loopbaancentrum.
    """
    return organisation != OrganisationForm.CAREER_CENTRE
