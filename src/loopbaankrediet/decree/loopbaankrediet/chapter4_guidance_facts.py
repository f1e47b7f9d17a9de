"""What a written agreement holds and when it was made, and the book in which those articles are filed."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.procedure import procedure
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, declared
from loopbaankrediet.decree.saying.dutch import Unit

_PLATFORM = "Dit platform (begeleiding)"
_TEXT = "De tekst van de overeenkomst"


def _stated(name: str, what: str) -> FactSpec:
    """Something that the text of the agreement says, or does not say."""
    return FactSpec(
        name=name,
        kind=bool,
        label=what,
        question=f"Staat dit in de overeenkomst: {what}?",
        source=_TEXT,
        says=f"In de overeenkomst staat: {what}.",
        denies=f"In de overeenkomst ontbreekt: {what}.",
        unknown=f"We weten nog niet of dit in de overeenkomst staat: {what}.",
    )


FACTS = declared(
    (
        FactSpec(
            name="signed_after_intake",
            kind=bool,
            label="het intakegesprek",
            question="Is het intakegesprek gehouden voor beiden de overeenkomst tekenden?",
            source=_PLATFORM,
            says="Het intakegesprek was er voor beiden tekenden.",
            denies="Beiden tekenden zonder dat er eerst een intakegesprek was.",
            unknown="We weten nog niet of er eerst een intakegesprek was.",
        ),
        FactSpec(
            name="signed_before_first_conversation",
            kind=bool,
            label="de ondertekening",
            question="Tekenden beiden voor het eerste gesprek van de begeleiding?",
            source=_PLATFORM,
            says="Beiden tekenden voor het eerste gesprek van de begeleiding.",
            denies="Er was al een gesprek voor beiden tekenden.",
            unknown="We weten nog niet of beiden voor het eerste gesprek tekenden.",
        ),
        FactSpec(
            name="counsellor_registered",
            kind=bool,
            label="de registratie van de loopbaanbegeleider",
            question="Staat de loopbaanbegeleider in het register op de dag van de ondertekening?",
            source="Dit platform (register)",
            says="De loopbaanbegeleider staat in het register.",
            denies="De loopbaanbegeleider staat niet in het register.",
            unknown="We weten nog niet of de loopbaanbegeleider in het register staat.",
        ),
        FactSpec(
            name="with_oneself",
            kind=bool,
            label="wie begeleid wordt",
            question="Is de aanvrager dezelfde persoon als de loopbaanbegeleider?",
            source=_PLATFORM,
            says="De loopbaanbegeleider zou zichzelf begeleiden.",
            denies="De loopbaanbegeleider begeleidt iemand anders.",
            unknown="We weten nog niet of de loopbaanbegeleider zichzelf zou begeleiden.",
        ),
        FactSpec(
            name="another_runs",
            kind=bool,
            label="een andere overeenkomst die loopt",
            question="Loopt er voor de aanvrager al een andere overeenkomst?",
            source=_PLATFORM,
            says="Er loopt al een andere overeenkomst.",
            denies="Er loopt geen andere overeenkomst.",
            unknown="We weten nog niet of er al een andere overeenkomst loopt.",
        ),
        FactSpec(
            name="modules_agreed",
            kind=int,
            high=50,
            unit=Unit.COUNT,
            label="het aantal modules in de overeenkomst",
            question="Over hoeveel modules gaat de overeenkomst?",
            source=_TEXT,
            says="Aantal modules in de overeenkomst: {value}.",
            zero="De overeenkomst gaat over geen enkele module.",
            unknown="We weten nog niet over hoeveel modules de overeenkomst gaat.",
        ),
        _stated("parties_named", "wie aanvrager en begeleider zijn, met het registernummer"),
        _stated("intake_day_named", "op welke dag het intakegesprek was"),
        _stated("methods_agreed", "met welke methodieken jullie werken"),
        _stated("manner_named", "hoe en waar de gesprekken zijn"),
        _stated("prices_named", "wat de aanvrager en wat Vlaanderen per uur betaalt"),
        _stated("no_surcharge", "dat er niets bovenop mag komen"),
        _stated("in_dutch", "dat de begeleiding in het Nederlands is"),
        _stated("rules_told", "hoe je stopt, van begeleider wisselt of een gesprek mist"),
        _stated("readers_told", "wie wat ziet"),
        _stated("complaints_told", "waar je met een klacht terechtkan"),
        _stated("withdrawal_told", "hoelang je van gedachten kan veranderen"),
        FactSpec(
            name="early_start",
            kind=bool,
            label="een begin tijdens de bedenktijd",
            question="Vroeg de aanvrager uitdrukkelijk om al tijdens de bedenktijd te beginnen?",
            source=_PLATFORM,
            says="De aanvrager vroeg uitdrukkelijk om al tijdens de bedenktijd te beginnen.",
            denies="De aanvrager vroeg niet om al tijdens de bedenktijd te beginnen.",
            unknown="We weten nog niet of de aanvrager vroeg om al tijdens de bedenktijd te beginnen.",
        ),
    )
)


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: modules, days."""

    agreement_modules_at_most: int
    withdrawal_days: int


PARAMETERS = {name: procedure()[name] for name in Amounts._fields}
article = Book(facts=FACTS, links=(), parameters=PARAMETERS)
