"""Career vouchers from 1 July 2013: two vouchers of four hours within six years (dossier 2.02)."""

from __future__ import annotations

from loopbaankrediet.decree.facts import Region
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.vouchers.book import Amounts, article

SOURCE = (
    "Besluit van de Vlaamse Regering van 17 mei 2013, volgens easypay-group.com en partena-professional.be (graad H)"
)


@article(
    "BVR 17-05-2013 (woonplaats)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="open",
    source="vdab-loopbaancheque.be/wie, een latere pagina (graad H voor later); volgens easypay-group.com "
    "moest je in 2013 ook in Vlaanderen of Brussel werken, en volgens ivobrugge.be tot 1 maart 2015",
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
    "BVR 17-05-2013 (professioneel actief)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source="SERV-advies over het voorontwerp, 2.2 en voetnoot 13: arbeidsovereenkomst of aangesloten als zelfstandige. "
    "Dat ook werk onder gezag telt, lezen we eruit: volgens 2.2 wijzigt de voorwaarde niet",
)
def professionally_active(
    employment_contract: bool, under_authority: bool, self_employed: bool, fund_affiliated: bool
) -> bool:
    """Je bent professioneel actief: je werkt met een arbeidsovereenkomst of onder het gezag van iemand anders, of je
    werkt als zelfstandige en bent aangesloten bij een sociale verzekeringskas of bij de Nationale Hulpkas.
    """
    return employment_contract or under_authority or (self_employed and fund_affiliated)


@article(
    "BVR 17-05-2013 (anciënniteit)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source=SOURCE,
)
def enough_seniority(months_worked_last_24: int, agency_4_weeks: bool, p: Amounts) -> bool:
    """Je werkte lang genoeg in de laatste 24 maanden. Werkte je vier weken zonder onderbreking als uitzendkracht, dan
    volstaan minder maanden.
    """
    worked = months_worked_last_24 >= p.recent_months_required
    worked_with_agency = months_worked_last_24 >= p.recent_months_required_agency and agency_4_weeks
    return worked or worked_with_agency


@article(
    "BVR 17-05-2013 (aantal cheques)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source=SOURCE,
)
def voucher_left(vouchers_used_last_6_years: int, p: Amounts) -> bool:
    """Je gebruikte in de laatste zes jaar nog niet alle loopbaancheques waar je recht op hebt."""
    return vouchers_used_last_6_years < p.vouchers_per_six_years


@article(
    "BVR 17-05-2013 (recht)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source=SOURCE,
)
def granted(resident: bool, professionally_active: bool, enough_seniority: bool, voucher_left: bool) -> bool:
    """Je krijgt een loopbaancheque als je aan alle voorwaarden voldoet en er nog een cheque over is."""
    return resident and professionally_active and enough_seniority and voucher_left


@article(
    "BVR 17-05-2013 (duur)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source=SOURCE,
    unit=Unit.MINUTES,
    says="Met deze loopbaancheque krijg je {value} loopbaanbegeleiding.",
    unknown="We weten nog niet hoeveel uren begeleiding je met deze loopbaancheque krijgt.",
    label="de duur van deze loopbaancheque",
)
def minutes(granted: bool, vouchers_used_last_6_years: int, p: Amounts) -> int:
    """De eerste en de tweede loopbaancheque binnen zes jaar geven elk recht op een vast aantal uren."""
    if not granted:
        return 0
    return p.first_voucher_minutes if vouchers_used_last_6_years == 0 else p.second_voucher_minutes


@article(
    "BVR 17-05-2013 (vergoeding)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source=SOURCE,
    unit=Unit.CENTS,
    says="Vlaanderen betaalt voor deze loopbaancheque {value}.",
    unknown="We weten nog niet hoeveel Vlaanderen voor deze loopbaancheque betaalt.",
    label="wat Vlaanderen voor deze loopbaancheque betaalt",
)
def public_cents(granted: bool, vouchers_used_last_6_years: int, p: Amounts) -> int:
    """Vlaanderen betaalt het loopbaancentrum de prijs van de cheque, btw inbegrepen, min wat je zelf betaalt."""
    if not granted:
        return 0
    price = p.first_voucher_cents if vouchers_used_last_6_years == 0 else p.second_voucher_cents
    return price - p.own_cents_per_voucher


@article(
    "BVR 17-05-2013 (eigen bijdrage)",
    since="2013-07-01",
    known_since="2013-05-17",
    status="in force",
    source=SOURCE,
    unit=Unit.CENTS,
    says="Je betaalt zelf {value} voor deze loopbaancheque.",
    unknown="We weten nog niet hoeveel je zelf voor deze loopbaancheque betaalt.",
    label="wat je zelf voor deze loopbaancheque betaalt",
)
def own_cents(granted: bool, p: Amounts) -> int:
    """Je betaalt zelf een vast bedrag per loopbaancheque."""
    return p.own_cents_per_voucher if granted else 0
