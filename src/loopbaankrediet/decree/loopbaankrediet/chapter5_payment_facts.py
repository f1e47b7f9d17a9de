"""What is known of a module when its hours are claimed, and the book in which those articles are filed."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.procedure import procedure
from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.facts import Schooling
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, declared
from loopbaankrediet.decree.loopbaankrediet.book import article as credit
from loopbaankrediet.decree.saying.dutch import Unit

_PLATFORM = "Dit platform (begeleiding)"

FACTS = declared(
    (
        FactSpec(
            name="by_agreement",
            kind=bool,
            label="de overeenkomst",
            question="Gold er een overeenkomst toen de gesprekken begonnen?",
            source=_PLATFORM,
            says="Er gold een overeenkomst toen de gesprekken begonnen.",
            denies="Er gold geen overeenkomst toen de gesprekken begonnen.",
            unknown="We weten nog niet of er een overeenkomst gold.",
        ),
        FactSpec(
            name="subcontracted",
            kind=bool,
            label="onderaanneming",
            question="Gaf iemand anders de begeleiding, ook maar voor een deel?",
            source=_PLATFORM,
            says="Iemand anders gaf de begeleiding, of een deel ervan.",
            denies="De loopbaanbegeleider gaf de begeleiding zelf.",
            unknown="We weten nog niet wie de begeleiding gaf.",
        ),
        FactSpec(
            name="undisputed_steps",
            kind=int,
            high=400,
            unit=Unit.COUNT,
            label="het aantal volle stappen begeleiding",
            question="Hoeveel volle stappen begeleiding waren er die niemand betwist, of waarover beslist is?",
            source=_PLATFORM,
            says="Aantal volle stappen begeleiding: {value}.",
            zero="Er was nog geen volle stap begeleiding.",
            unknown="We weten nog niet hoeveel begeleiding er was.",
        ),
        FactSpec(
            name="no_shows",
            kind=int,
            high=100,
            unit=Unit.COUNT,
            label="het aantal gemiste gesprekken",
            question="Hoeveel gesprekken gingen niet door omdat de aanvrager er niet was?",
            source=_PLATFORM,
            says="Aantal gemiste gesprekken: {value}.",
            zero="Er was geen gemist gesprek.",
            unknown="We weten nog niet hoeveel gesprekken gemist zijn.",
        ),
        FactSpec(
            name="report_handed_in",
            kind=bool,
            label="het verslag",
            question="Is het voortgangsrapport van de module ingediend?",
            source=_PLATFORM,
            says="Het verslag van de module is er.",
            denies="Het verslag van de module is er nog niet.",
            unknown="We weten nog niet of het verslag van de module er is.",
        ),
        FactSpec(
            name="answered",
            kind=bool,
            label="het antwoord van de aanvrager",
            question="Antwoordde de aanvrager op de vraag of de uren kloppen?",
            source=_PLATFORM,
            says="De aanvrager antwoordde op de vraag of de uren kloppen.",
            denies="De aanvrager antwoordde nog niet op de vraag of de uren kloppen.",
            unknown="We weten nog niet of de aanvrager antwoordde op de vraag of de uren kloppen.",
        ),
        FactSpec(
            name="days_silent",
            kind=int,
            high=3650,
            unit=Unit.DAYS,
            label="hoelang de vraag al wacht",
            question="Hoeveel dagen geleden kreeg de aanvrager de vraag of de uren kloppen?",
            source=_PLATFORM,
            says="De vraag of de uren kloppen, wacht al {value}.",
            zero="De vraag of de uren kloppen, is pas gesteld.",
            unknown="We weten nog niet hoelang de vraag of de uren kloppen al wacht.",
        ),
        FactSpec(
            name="reminded_twice",
            kind=bool,
            label="de twee herinneringen",
            question="Kreeg de aanvrager de vraag en daarna twee herinneringen?",
            source=_PLATFORM,
            says="De aanvrager kreeg de vraag en twee herinneringen.",
            denies="De aanvrager kreeg nog geen twee herinneringen.",
            unknown="We weten nog niet of de aanvrager twee herinneringen kreeg.",
        ),
        FactSpec(
            name="days_since_reminder",
            kind=int,
            high=3650,
            unit=Unit.DAYS,
            label="hoelang geleden de laatste herinnering kwam",
            question="Hoeveel dagen geleden kreeg de aanvrager de laatste herinnering?",
            source=_PLATFORM,
            says="De laatste herinnering kwam {value} geleden.",
            zero="De laatste herinnering is er pas, of er was er nog geen.",
            unknown="We weten nog niet hoelang geleden de laatste herinnering kwam.",
        ),
        FactSpec(
            name="decided",
            kind=bool,
            label="de beslissing over de uren",
            question="Besliste een medewerker over deze uren?",
            source=_PLATFORM,
            says="Een medewerker besliste over deze uren.",
            denies="Er is geen beslissing van een medewerker over deze uren.",
            unknown="We weten nog niet of een medewerker over deze uren besliste.",
        ),
        FactSpec(
            name="schooling",
            kind=Schooling,
            label="het hoogste diploma van de aanvrager",
            question="Wat is het hoogste diploma van de aanvrager?",
            source="LED (leer- en ervaringsbewijzendatabank)",
            says="De aanvrager heeft {value}.",
            unknown="We weten nog niet welk diploma de aanvrager heeft.",
            labels={
                "low": "geen diploma van het secundair onderwijs",
                "middle": "een diploma van het secundair onderwijs",
                "high": "een diploma van het hoger onderwijs",
            },
        ),
    )
)


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: minutes, days, eurocents per hour (VAT included)."""

    no_show_minutes: int
    billing_step_minutes: int
    silence_days: int
    silence_days_after_reminder: int
    payment_term_days: int
    module_minutes: int
    public_cents_per_hour: int
    public_cents_per_hour_low: int


_KNOWN = read_parameters("claim.toml") | procedure() | dict(credit.parameters)
PARAMETERS = {name: _KNOWN[name] for name in Amounts._fields}
article = Book(facts=FACTS, links=(), parameters=PARAMETERS)
