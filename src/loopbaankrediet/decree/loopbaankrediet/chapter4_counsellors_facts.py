"""What a person shows who wants to register as a counsellor, and the book in which those articles are filed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from loopbaankrediet.decree.dated.procedure import procedure
from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, declared
from loopbaankrediet.decree.saying.dutch import Unit


class Diploma(StrEnum):
    """What stands for the diploma condition; which diplomas are on the list is not known yet."""

    LISTED = "listed"
    EEA_EQUIVALENT = "eea_equivalent"
    RECOGNISED_EXPERIENCE = "recognised_experience"
    NONE = "none"


class Qualification(StrEnum):
    """What stands for the professional qualification (beroepskwalificatie) of career counsellors."""

    PROFESSIONAL_QUALIFICATION = "professional_qualification"
    EQUIVALENT = "equivalent"
    GRACE = "grace"
    NONE = "none"


class OrganisationForm(StrEnum):
    """How a counsellor organises her work; a company with employees has more than one counsellor."""

    NATURAL_PERSON = "natural_person"
    OWN_COMPANY = "own_company"
    COMPANY_WITH_EMPLOYEES = "company_with_employees"
    CAREER_CENTRE = "career_centre"


_LED = "LED (leer- en ervaringsbewijzendatabank)"

FACTS = declared(
    (
        FactSpec(
            name="diploma",
            kind=Diploma,
            label="je diploma",
            question="Welk diploma of welke ervaring toon je?",
            source=_LED,
            says="Je toont {value}.",
            unknown="We weten nog niet welk diploma je hebt.",
            labels={
                "listed": "een diploma van de lijst",
                "eea_equivalent": "een gelijkwaardig diploma uit een ander land van de Europese Economische Ruimte",
                "recognised_experience": "erkende ervaring (EVC)",
                "none": "geen diploma van de lijst en geen erkende ervaring",
            },
            if_so="als je {value} toont",
        ),
        FactSpec(
            name="qualification",
            kind=Qualification,
            label="je beroepskwalificatie",
            question="Hoe toon je dat je het beroep kent?",
            source=_LED,
            says="Je hebt {value}.",
            unknown="We weten nog niet of je de beroepskwalificatie hebt.",
            labels={
                "professional_qualification": "de beroepskwalificatie loopbaanbegeleider",
                "equivalent": "een bewijs dat met de beroepskwalificatie gelijkgesteld is",
                "grace": "uitstel voor de beroepskwalificatie",
                "none": "geen beroepskwalificatie en geen uitstel",
            },
            if_so="als je {value} hebt",
        ),
        FactSpec(
            name="methods_named",
            kind=int,
            high=100,
            unit=Unit.COUNT,
            label="het aantal methodieken dat je noemt",
            question="Hoeveel methodieken noem je?",
            source="De loopbaanbegeleider zelf",
            says="Aantal methodieken dat je noemt: {value}.",
            zero="Je noemt geen methodiek.",
            unknown="We weten nog niet welke methodieken je gebruikt.",
        ),
        FactSpec(
            name="methods_founded",
            kind=bool,
            label="de onderbouwing van je methodieken",
            question="Is elke methodiek die je noemt wetenschappelijk onderbouwd?",
            source="Catalogus van methodieken (nog niet gekend)",
            says="Elke methodiek die je noemt, is wetenschappelijk onderbouwd.",
            denies="Niet elke methodiek die je noemt, is wetenschappelijk onderbouwd.",
            unknown="We weten nog niet of elke methodiek die je noemt wetenschappelijk onderbouwd is.",
            if_so="als elke methodiek die je noemt wetenschappelijk onderbouwd is",
            if_not="als niet elke methodiek die je noemt wetenschappelijk onderbouwd is",
        ),
        FactSpec(
            name="code_of_conduct",
            kind=bool,
            label="de gedragscode",
            question="Heb je de gedragscode ondertekend?",
            source="De loopbaanbegeleider zelf",
            says="Je tekende de gedragscode.",
            denies="Je tekende de gedragscode niet.",
            unknown="We weten nog niet of je de gedragscode tekende.",
            if_so="als je de gedragscode tekent",
            if_not="als je de gedragscode niet tekent",
        ),
        FactSpec(
            name="wse_quality",
            kind=bool,
            label="de minimale kwaliteitsvereisten van WSE",
            question="Voldoe je aan de minimale kwaliteitsvereisten van WSE?",
            source="Kwaliteits- en registratiemodel van WSE",
            says="Je voldoet aan de minimale kwaliteitsvereisten van WSE.",
            denies="Je voldoet niet aan de minimale kwaliteitsvereisten van WSE.",
            unknown="We weten nog niet of je aan de minimale kwaliteitsvereisten van WSE voldoet.",
            if_so="als je aan de minimale kwaliteitsvereisten van WSE voldoet",
            if_not="als je niet aan de minimale kwaliteitsvereisten van WSE voldoet",
        ),
        FactSpec(
            name="organisation",
            kind=OrganisationForm,
            label="hoe je werkt",
            question="Hoe organiseer je je werk?",
            source="Kruispuntbank van Ondernemingen en dit register",
            says="Je werkt als {value}.",
            unknown="We weten nog niet hoe je je werk organiseert.",
            labels={
                "natural_person": "natuurlijk persoon",
                "own_company": "enige begeleider van je eigen vennootschap",
                "company_with_employees": "een van de begeleiders van een vennootschap",
                "career_centre": "begeleider in een loopbaancentrum",
            },
            if_so="als je als {value} werkt",
        ),
    )
)


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: a number of methods, months."""

    methods_named_at_least: int
    registration_term_months: int


PARAMETERS = read_parameters("registration.toml") | {
    "registration_term_months": procedure()["registration_term_months"]
}
article = Book(facts=FACTS, links=(), parameters=PARAMETERS)
