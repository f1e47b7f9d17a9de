"""Career centres too (opinion 2.3, default 21), for `counsellor_registration`.

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
    """Je kiest zelf hoe je je organiseert: als natuurlijk persoon, in een vennootschap of in een loopbaancentrum."""
    return organisation in (
        OrganisationForm.NATURAL_PERSON,
        OrganisationForm.OWN_COMPANY,
        OrganisationForm.COMPANY_WITH_EMPLOYEES,
        OrganisationForm.CAREER_CENTRE,
    )
