"""Chapter 7 of the draft decree: when a measure may be imposed (art. 23 to 25), and who is liable for a fine (art. 26).

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.6),
completed by defaults 9, 21 and 27; they are not the text of the law. What may follow on which breach is the grid in
`parameters/sanctions.toml`, the same for every party; while its cells are open, nothing may be imposed.

Not written, because nobody knows them yet: how high a fine is, so that of two laws only the milder kind of measure can
be told and not the lower amount; who may impose what; how a fine is prepared under the framework decree of 2023, when
that replaces the decree of 2004 (`enforcement_frame`); how proportionality is weighed, which stays with the officer.
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.chapter7_sanctions_facts import (
    Amounts,
    Cell,
    Measure,
    Party,
    Payer,
    article,
    liability_article,
)


@article(
    "art. 23 tot 25 (wettigheid)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 27",
)
def laid_down(cell_then: Cell) -> bool:
    """De maatregel gold voor deze inbreuk al op de dag van de inbreuk. Wat nog open of een ontwerp is, kan niemand
    opleggen.
    """
    return cell_then == Cell.IN_FORCE


@article(
    "art. 23 tot 25 (mildere wet)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 27",
)
def still_laid_down(cell_now: Cell) -> bool:
    """De maatregel geldt nog op de dag van de beslissing: een latere wet die milder is, gaat voor."""
    return cell_now == Cell.IN_FORCE


@article(
    "art. 23 tot 25 (geen dubbele straf)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 27",
)
def not_punished_twice(punished_before: bool) -> bool:
    """Niemand wordt voor dezelfde feiten twee keer bestraft."""
    return not punished_before


@article(
    "art. 23 tot 25 (geldboete)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 27: het kader van het decreet van 30 april 2004",
)
def prepared_as_a_fine(measure: Measure, official_report: bool, auditor_decided: bool, heard: bool) -> bool:
    """Een geldboete kan pas na een proces-verbaal, de beslissing van de arbeidsauditeur en een hoorzitting."""
    return measure != Measure.FINE or (official_report and auditor_decided and heard)


@article(
    "art. 23 tot 25 (gebruikte minuten)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 9",
)
def used_minutes_stay(measure: Measure, party: Party, with_intent: bool) -> bool:
    """Van een aanvrager vorderen we gebruikte minuten alleen terug bij fraude."""
    return measure != Measure.RECOVERY or party != Party.APPLICANT or with_intent


@article(
    "art. 23 tot 25 (termijn)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, zonder nummer",
)
def recovered_in_time(measure: Measure, months_since_payment: int, p: Amounts) -> bool:
    """Terugvorderen kan alleen binnen een termijn na de betaling."""
    return measure != Measure.RECOVERY or months_since_payment <= p.recovery_limitation_months


@article(
    "art. 23 tot 25",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.6; de voorwaarden koos dit project (standaard 9 en 27)",
)
def may_be_imposed(
    laid_down: bool,
    still_laid_down: bool,
    not_punished_twice: bool,
    prepared_as_a_fine: bool,
    used_minutes_stay: bool,
    recovered_in_time: bool,
) -> bool:
    """Een maatregel mag opgelegd worden als de wet hem toen en nu bepaalt, hij goed voorbereid is, en niets hem in de
    weg staat.
    """
    by_law = laid_down and still_laid_down and not_punished_twice
    return by_law and prepared_as_a_fine and used_minutes_stay and recovered_in_time


# ---- art. 26


@liability_article(
    "art. 26",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.6",
)
def fined_own_people(fine_imposed: bool, agent_or_appointee: bool) -> bool:
    """Een lasthebber of aangestelde is veroordeeld tot een geldboete."""
    return fine_imposed and agent_or_appointee


@liability_article(
    "art. 26 (werkgever)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 21",
)
def employer_of_the_fined(payer: Payer) -> bool:
    """De werkgever is de rechtspersoon van de loopbaanbegeleider, en niet de werkgever van de aanvrager."""
    return payer == Payer.COUNSELLORS_COMPANY


@liability_article(
    "art. 26",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.6",
)
def liable(fined_own_people: bool, employer_of_the_fined: bool) -> bool:
    """De werkgever is burgerrechtelijk aansprakelijk voor de geldboetes van zijn lasthebbers en aangestelden."""
    return fined_own_people and employer_of_the_fined
