"""Chapter 4 of the draft decree, counsellors: who may register (art. 10, 12, 13, 14).

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.3, 2.4),
completed by defaults 20 and 21; they are not the text of the law. In which file a later version stands, its name says:
`chapter4_counsellors_2030.py`.

Not written, because nobody knows them yet: which diplomas are on the list, who keeps the catalogue of methods, who gets
grace and for how long before its last day, on what a registration is renewed. The minimum quality conditions of WSE do
not apply (`wse_minimum_quality`, off).
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import (
    Amounts,
    Diploma,
    OrganisationForm,
    Qualification,
    article,
)
from loopbaankrediet.decree.saying.dutch import Unit


@article(
    "art. 12 (diploma)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.4; dat een gelijkwaardig diploma uit de Europese Economische Ruimte "
    "telt, koos dit project (standaard 21)",
)
def educated(diploma: Diploma) -> bool:
    """Je hebt een diploma van de lijst, of een diploma uit een ander land van de Europese Economische Ruimte dat
    gelijkwaardig is.
    """
    return diploma in (Diploma.LISTED, Diploma.EEA_EQUIVALENT)


@article(
    "art. 12 (beroepskwalificatie)",
    since="2027-01-01",
    until="2029-12-31",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.4, voor de beroepskwalificatie; gelijkstelling en uitstel koos dit "
    "project (standaard 20)",
)
def qualified(qualification: Qualification) -> bool:
    """Je hebt de beroepskwalificatie loopbaanbegeleider of een gelijkgesteld bewijs. Of je kreeg uitstel: dat loopt
    hoogstens tot en met 31 december 2029.
    """
    return qualification in (Qualification.PROFESSIONAL_QUALIFICATION, Qualification.EQUIVALENT, Qualification.GRACE)


@article(
    "art. 10 en art. 12, 4°",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 20: meer dan één methodiek mag; hoeveel er minstens nodig zijn, is niet "
    "gekend",
)
def several_methods(methods_named: int, p: Amounts) -> bool:
    """Je noemt de methodieken waarmee je werkt. Je mag er verschillende noemen: begeleiding is nooit één methodiek."""
    return methods_named >= p.methods_named_at_least


@article(
    "art. 10 en art. 12, 4°",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3",
)
def founded_methods(methods_founded: bool) -> bool:
    """Elke methodiek die je noemt, is wetenschappelijk onderbouwd."""
    return methods_founded


@article(
    "art. 12 (gedragscode)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 20",
)
def code_signed(code_of_conduct: bool) -> bool:
    """Je tekende de gedragscode."""
    return code_of_conduct


@article(
    "art. 7, § 1, 5° en art. 13",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.3: zo leest het advies artikel 7 en 13 samen; dit project volgt dat "
    "(standaard 21)",
)
def works_alone(organisation: OrganisationForm) -> bool:
    """Je werkt als natuurlijk persoon, of als enige begeleider van je eigen vennootschap."""
    return organisation in (OrganisationForm.NATURAL_PERSON, OrganisationForm.OWN_COMPANY)


@article(
    "art. 14",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.4",
)
def may_register(
    educated: bool,
    qualified: bool,
    several_methods: bool,
    founded_methods: bool,
    code_signed: bool,
    works_alone: bool,
) -> bool:
    """Je wordt geregistreerd als loopbaanbegeleider als je aan alle voorwaarden voldoet."""
    return educated and qualified and several_methods and founded_methods and code_signed and works_alone


@article(
    "art. 14",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project: de zes jaar van het mandaat van de loopbaancheques, volgens extranet.vdab.be "
    "(graad H)",
    unit=Unit.MONTHS,
    says="Je registratie geldt {value}.",
    unknown="We weten nog niet hoelang je registratie geldt.",
    label="de duur van je registratie",
)
def registration_months(may_register: bool, p: Amounts) -> int:
    """Een registratie geldt een vaste tijd."""
    return p.registration_term_months if may_register else 0
