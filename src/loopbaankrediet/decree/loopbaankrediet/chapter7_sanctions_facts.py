"""What a file of the supervision holds when a measure is considered, and the books of those articles."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from loopbaankrediet.decree.dated.procedure import procedure, sanctions
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, declared
from loopbaankrediet.decree.saying.dutch import Unit


class Measure(StrEnum):
    """What may follow on a breach, from light to heavy, as in the grid (parameters/sanctions.toml)."""

    WARNING = "warning"
    CORRECTION = "correction"
    RECOVERY = "recovery"
    FINE = "fine"
    SUSPENSION = "suspension"
    DEREGISTRATION = "deregistration"


class Party(StrEnum):
    """Whom the measure is for; the grid is the same for every party."""

    APPLICANT = "applicant"
    NATURAL_PERSON = "natural_person"
    LEGAL_PERSON = "legal_person"


class Cell(StrEnum):
    """What the grid says of one measure for one breach."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    OPEN = "open"
    ABSENT = "absent"


class Payer(StrEnum):
    """Who would pay somebody else's fine."""

    COUNSELLORS_COMPANY = "counsellors_company"
    APPLICANTS_EMPLOYER = "applicants_employer"
    ANOTHER = "another"


_FILE = "Het dossier van het toezicht"
_GRID = "Rooster van maatregelen (parameters/sanctions.toml)"
_CELLS = {
    "in_force": "een maatregel die geldt",
    "draft": "een maatregel die nog een ontwerp is",
    "open": "een maatregel die nog open is",
    "absent": "geen maatregel",
}


def cell_on(day: date, breach: str, measure: Measure) -> Cell:
    """What the grid in force and known on a day says of a measure for a breach."""
    rows = [row for row in sanctions(day) if row.breach == breach and measure in row.measures]
    if not rows:
        return Cell.ABSENT
    if rows[0].imposable:
        return Cell.IN_FORCE
    return Cell.OPEN if rows[0].status == "open" else Cell.DRAFT


FACTS = declared(
    (
        FactSpec(
            name="measure",
            kind=Measure,
            label="de maatregel",
            question="Welke maatregel wordt overwogen?",
            source=_FILE,
            says="De maatregel is {value}.",
            unknown="We weten nog niet welke maatregel overwogen wordt.",
            labels={
                "warning": "een waarschuwing",
                "correction": "een verplichting om recht te zetten",
                "recovery": "een terugvordering",
                "fine": "een geldboete",
                "suspension": "een schorsing",
                "deregistration": "een schrapping uit het register",
            },
        ),
        FactSpec(
            name="party",
            kind=Party,
            label="voor wie de maatregel is",
            question="Voor wie is de maatregel?",
            source=_FILE,
            says="De maatregel is voor {value}.",
            unknown="We weten nog niet voor wie de maatregel is.",
            labels={
                "applicant": "een aanvrager",
                "natural_person": "een loopbaanbegeleider die natuurlijk persoon is",
                "legal_person": "een rechtspersoon",
            },
        ),
        FactSpec(
            name="cell_then",
            kind=Cell,
            label="het rooster op de dag van de inbreuk",
            question="Wat zegt het rooster voor deze inbreuk en maatregel, op de dag van de inbreuk?",
            source=_GRID,
            says="Op de dag van de inbreuk stond in het rooster {value}.",
            unknown="We weten nog niet wat het rooster zei op de dag van de inbreuk.",
            labels=_CELLS,
        ),
        FactSpec(
            name="cell_now",
            kind=Cell,
            label="het rooster van nu",
            question="Wat zegt het rooster voor deze inbreuk en maatregel, op de dag van de beslissing?",
            source=_GRID,
            says="Op de dag van de beslissing staat in het rooster {value}.",
            unknown="We weten nog niet wat het rooster zegt op de dag van de beslissing.",
            labels=_CELLS,
        ),
        FactSpec(
            name="punished_before",
            kind=bool,
            label="een vroegere straf",
            question="Is dezelfde partij voor dezelfde feiten al bestraft?",
            source=_FILE,
            says="Voor dezelfde feiten is er al een straf.",
            denies="Voor dezelfde feiten is er nog geen straf.",
            unknown="We weten nog niet of er voor dezelfde feiten al een straf is.",
        ),
        FactSpec(
            name="with_intent",
            kind=bool,
            label="fraude",
            question="Gaat het om fraude?",
            source=_FILE,
            says="Het gaat om fraude.",
            denies="Het gaat niet om fraude.",
            unknown="We weten nog niet of het om fraude gaat.",
        ),
        FactSpec(
            name="official_report",
            kind=bool,
            label="het proces-verbaal",
            question="Is er een proces-verbaal?",
            source=_FILE,
            says="Er is een proces-verbaal.",
            denies="Er is geen proces-verbaal.",
            unknown="We weten nog niet of er een proces-verbaal is.",
        ),
        FactSpec(
            name="auditor_decided",
            kind=bool,
            label="de beslissing van de arbeidsauditeur",
            question="Liet de arbeidsauditeur de zaak aan het departement?",
            source=_FILE,
            says="De arbeidsauditeur liet de zaak aan het departement.",
            denies="De arbeidsauditeur liet de zaak nog niet aan het departement.",
            unknown="We weten nog niet wat de arbeidsauditeur besliste.",
        ),
        FactSpec(
            name="heard",
            kind=bool,
            label="de hoorzitting",
            question="Kon de partij zich verdedigen in een hoorzitting?",
            source=_FILE,
            says="De partij kon zich verdedigen in een hoorzitting.",
            denies="De partij kon zich nog niet verdedigen in een hoorzitting.",
            unknown="We weten nog niet of de partij zich kon verdedigen.",
        ),
        FactSpec(
            name="months_since_payment",
            kind=int,
            high=1200,
            unit=Unit.MONTHS,
            label="hoelang geleden er betaald is",
            question="Hoeveel volle maanden geleden is er betaald?",
            source="Dit platform (betalingen)",
            says="De betaling was {value} geleden.",
            zero="De betaling was nog geen volle maand geleden.",
            unknown="We weten nog niet hoelang geleden er betaald is.",
        ),
    )
)


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: months."""

    recovery_limitation_months: int


PARAMETERS = {name: procedure()[name] for name in Amounts._fields}
article = Book(facts=FACTS, links=(), parameters=PARAMETERS)


LIABILITY_FACTS = declared(
    (
        FactSpec(
            name="fine_imposed",
            kind=bool,
            label="de geldboete",
            question="Is iemand veroordeeld tot een geldboete?",
            source=_FILE,
            says="Iemand is veroordeeld tot een geldboete.",
            denies="Niemand is veroordeeld tot een geldboete.",
            unknown="We weten nog niet of iemand veroordeeld is tot een geldboete.",
        ),
        FactSpec(
            name="agent_or_appointee",
            kind=bool,
            label="de band met wie beboet is",
            question="Is wie beboet is lasthebber of aangestelde van wie zou betalen?",
            source=_FILE,
            says="Wie beboet is, is lasthebber of aangestelde van wie zou betalen.",
            denies="Wie beboet is, is geen lasthebber of aangestelde van wie zou betalen.",
            unknown="We weten nog niet of wie beboet is lasthebber of aangestelde is van wie zou betalen.",
        ),
        FactSpec(
            name="payer",
            kind=Payer,
            label="wie zou betalen",
            question="Wie zou de geldboete betalen?",
            source=_FILE,
            says="Betalen zou {value} doen.",
            unknown="We weten nog niet wie de geldboete zou betalen.",
            labels={
                "counsellors_company": "de rechtspersoon van de loopbaanbegeleider",
                "applicants_employer": "de werkgever van de aanvrager",
                "another": "iemand anders",
            },
        ),
    )
)


class NoAmounts(NamedTuple):
    """The articles on liability read no parameter."""


liability_article = Book(facts=LIABILITY_FACTS, links=(), parameters={})
