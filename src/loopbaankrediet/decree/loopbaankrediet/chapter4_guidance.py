"""Chapter 4 of the draft decree, guidance: when a written agreement holds, and when conversations may begin (art. 9).

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.3, 2.5),
completed by defaults 11, 12 and 13; they are not the text of the law.

Not written: that nobody guides family or own staff (default 11), because no source knows and nobody is asked; who
registers the agreement (`agreement_registrar`); what the progress report, the step plan and the certificate must hold
(`document_templates`), which the draft leaves undefined. That hours are paid only after a report stands in
`chapter5_payment.py`.
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.chapter4_guidance_facts import Amounts, article
from loopbaankrediet.decree.saying.dutch import Unit


@article(
    "art. 7, § 4 en art. 9",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3",
)
def made_in_time(signed_after_intake: bool, signed_before_first_conversation: bool) -> bool:
    """Het intakegesprek is verplicht. De overeenkomst komt er na dat gesprek, en voor de begeleiding begint."""
    return signed_after_intake and signed_before_first_conversation


@article(
    "art. 9 en art. 14",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3 en 2.4",
)
def with_registered_counsellor(counsellor_registered: bool) -> bool:
    """Een overeenkomst sluit je met een loopbaanbegeleider die in het register staat."""
    return counsellor_registered


@article(
    "art. 9 (wie begeleid wordt)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 11",
)
def with_somebody_else(with_oneself: bool) -> bool:
    """Niemand begeleidt zichzelf."""
    return not with_oneself


@article(
    "art. 9 (modules)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 12",
)
def one_at_a_time(another_runs: bool, modules_agreed: int, p: Amounts) -> bool:
    """Voor één aanvrager loopt er maar één overeenkomst tegelijk. Ze gaat over minstens één module, en niet over meer
    dan het volledige krediet.
    """
    return not another_runs and 1 <= modules_agreed <= p.agreement_modules_at_most


@article(
    "art. 9 (inhoud)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 13",
)
def names_what_was_agreed(
    parties_named: bool, intake_day_named: bool, methods_agreed: bool, manner_named: bool
) -> bool:
    """De overeenkomst noemt de partijen met het registernummer, de dag van het intakegesprek, de methodieken, de vorm
    en de plaats.
    """
    return parties_named and intake_day_named and methods_agreed and manner_named


@article(
    "art. 9, art. 17 en art. 18",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.5, voor het verbod op extra kosten; dat het in de overeenkomst staat, "
    "koos dit project (standaard 13)",
)
def names_the_prices(prices_named: bool, no_surcharge: bool) -> bool:
    """De overeenkomst noemt beide prijzen, en zegt dat er niets bovenop mag komen."""
    return prices_named and no_surcharge


@article(
    "art. 7, § 1, 2°",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.5",
)
def guidance_in_dutch(in_dutch: bool) -> bool:
    """De begeleiding is in het Nederlands."""
    return in_dutch


@article(
    "art. 9 (rechten)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 13",
)
def tells_the_rights(rules_told: bool, readers_told: bool, complaints_told: bool, withdrawal_told: bool) -> bool:
    """De overeenkomst zegt hoe je stopt, wisselt of een gesprek mist, wie wat ziet, waar je met een klacht terechtkan
    en hoelang je van gedachten kan veranderen.
    """
    return rules_told and readers_told and complaints_told and withdrawal_told


@article(
    "art. 9",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3",
)
def agreement_holds(
    made_in_time: bool,
    with_registered_counsellor: bool,
    with_somebody_else: bool,
    one_at_a_time: bool,
    names_what_was_agreed: bool,
    names_the_prices: bool,
    guidance_in_dutch: bool,
    tells_the_rights: bool,
) -> bool:
    """Een overeenkomst geldt als ze op tijd gesloten is, tussen wie dat mag, en met alles erin."""
    free = made_in_time and with_registered_counsellor and with_somebody_else and one_at_a_time
    return free and names_what_was_agreed and names_the_prices and guidance_in_dutch and tells_the_rights


@article(
    "art. 9 (bedenktijd)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 13",
    unit=Unit.DAYS,
    says="Het eerste gesprek kan {value} na de ondertekening.",
    unknown="We weten nog niet vanaf wanneer het eerste gesprek kan.",
    label="de wachttijd voor het eerste gesprek",
)
def days_to_think(early_start: bool, p: Amounts) -> int:
    """Tijdens de bedenktijd is er geen gesprek, tenzij de aanvrager daar uitdrukkelijk om vroeg."""
    return 0 if early_start else p.withdrawal_days + 1
