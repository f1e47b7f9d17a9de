"""Chapter 2 of the draft decree: who has a right to the loopbaankrediet, and to how much.

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.1, 2.2);
they are not the text of the law. Of article 4 the opinion names point 2° only: residence (the predecessor's rule, as
long as the draft's is unknown) and seniority carry their subject instead of a number.
"""

from __future__ import annotations

from loopbaankrediet.decree.facts import Region
from loopbaankrediet.decree.loopbaankrediet.book import Amounts, article
from loopbaankrediet.decree.saying.dutch import Unit


@article(
    "art. 3",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.1 en 2.2",
    unit=Unit.MINUTES,
    says="Het volledige krediet is {value}.",
    unknown="We weten nog niet hoe groot het volledige krediet is.",
    label="het volledige krediet",
)
def full_credit(p: Amounts) -> int:
    """Het loopbaankrediet is een vast aantal uren loopbaanbegeleiding tegen een verminderd tarief."""
    return p.credit_minutes


@article(
    "art. 3 en art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.2 en 2.9; dat er één krediet per loopbaan is, leiden we daaruit af, en "
    "dat geen minuten over hebben een weigering is, koos dit project (standaard 7)",
)
def minutes_left(credit_right: int, credit_minutes_granted: int) -> bool:
    """Je hebt recht op meer loopbaankrediet dan je al kreeg."""
    return credit_right > credit_minutes_granted


@article(
    "art. 4 (woonplaats)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Het voorontwerp is niet gekend; de regel van de loopbaancheques, volgens vdab-loopbaancheque.be/wie",
)
def resident(residence: Region, moved_in_from_eea: bool, workplace: Region) -> bool:
    """Je woont in Vlaanderen of Brussel. Of je werkt daar, en je woont in een ander land van de Europese Economische
    Ruimte of je kwam vanuit zo'n land in Wallonië wonen.
    """
    lives_here = residence in (Region.FLANDERS, Region.BRUSSELS)
    works_here = workplace in (Region.FLANDERS, Region.BRUSSELS)
    moves_freely = residence == Region.EEA or (residence == Region.WALLONIA and moved_in_from_eea)
    return lives_here or (works_here and moves_freely)


@article(
    "art. 4, 2°",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.1",
)
def professionally_active(
    employment_contract: bool, under_authority: bool, self_employed: bool, fund_affiliated: bool
) -> bool:
    """Je bent professioneel actief: je werkt met een arbeidsovereenkomst of onder het gezag van iemand anders, of je
    werkt als zelfstandige en bent aangesloten bij een sociale verzekeringskas of bij de Nationale Hulpkas.
    """
    return employment_contract or under_authority or (self_employed and fund_affiliated)


@article(
    "art. 4 (anciënniteit)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.2: de bestaande voorwaarde blijft. Die is 84 maanden bij de "
    "loopbaancheques; de tekst van het voorontwerp is niet gekend",
)
def enough_seniority(seniority_months: int, p: Amounts) -> bool:
    """Je werkte in je loopbaan lang genoeg. Dit project telt gelijkgestelde periodes mee, zoals ziekte."""
    return seniority_months >= p.seniority_months_required


@article(
    "art. 4",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.1 en 2.2",
)
def granted(minutes_left: bool, resident: bool, professionally_active: bool, enough_seniority: bool) -> bool:
    """Je krijgt loopbaankrediet als er krediet overblijft en je aan alle voorwaarden van artikel 4 voldoet."""
    return minutes_left and resident and professionally_active and enough_seniority


@article(
    "art. 3 en art. 43",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.2 en 2.9; dat er één krediet per loopbaan is, leiden we daaruit af",
    unit=Unit.MINUTES,
    says="Met deze beslissing krijg je {value} loopbaankrediet.",
    unknown="We weten nog niet hoeveel loopbaankrediet je met deze beslissing krijgt.",
    label="het krediet van deze beslissing",
)
def minutes(granted: bool, credit_right: int, credit_minutes_granted: int) -> int:
    """Je krijgt het krediet waar je recht op hebt, min wat je al kreeg."""
    return credit_right - credit_minutes_granted if granted else 0
