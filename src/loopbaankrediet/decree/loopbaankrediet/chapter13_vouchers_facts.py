"""The facts of one career voucher, and the amounts that the articles on vouchers may read."""

from __future__ import annotations

from typing import NamedTuple

from loopbaankrediet.decree.dated.procedure import procedure
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, declared
from loopbaankrediet.decree.saying.dutch import Unit

_VOUCHERS = "VDAB (loopbaancheques)"

FACTS = declared(
    (
        FactSpec(
            name="minutes_paid",
            kind=int,
            high=6000,
            unit=Unit.MINUTES,
            label="de begeleiding die betaald is",
            question="Hoeveel minuten begeleiding zijn met deze cheque betaald?",
            source=_VOUCHERS,
            says="Met deze cheque is {value} begeleiding betaald.",
            zero="Met deze cheque is nog geen begeleiding betaald.",
            unknown="We weten nog niet hoeveel begeleiding met deze cheque betaald is.",
        ),
        FactSpec(
            name="before_july_2013",
            kind=bool,
            label="begeleiding van voor 1 juli 2013",
            question="Was de begeleiding van voor 1 juli 2013?",
            source=_VOUCHERS,
            says="De begeleiding was van voor 1 juli 2013.",
            denies="De cheque is van na 1 juli 2013.",
            unknown="We weten nog niet of de begeleiding van voor 1 juli 2013 was.",
        ),
        FactSpec(
            name="annulled",
            kind=bool,
            label="een cheque die terugbetaald of ingetrokken is",
            question="Is de cheque terugbetaald of ingetrokken?",
            source=_VOUCHERS,
            says="Deze cheque is terugbetaald of ingetrokken.",
            denies="Deze cheque is niet terugbetaald en niet ingetrokken.",
            unknown="We weten nog niet of deze cheque terugbetaald of ingetrokken is.",
        ),
        FactSpec(
            name="under_way",
            kind=bool,
            label="een cheque die liep toen het loopbaankrediet begon",
            question="Liep de cheque op de dag dat het loopbaankrediet begon?",
            source=_VOUCHERS,
            says="Deze cheque liep toen het loopbaankrediet begon.",
            denies="Deze cheque liep niet toen het loopbaankrediet begon.",
            unknown="We weten nog niet of deze cheque liep toen het loopbaankrediet begon.",
        ),
        FactSpec(
            name="under_way_becomes_credit",
            kind=bool,
            label="de keuze dat een lopende cheque krediet wordt",
            question="Wordt een cheque die loopt, krediet?",
            source="Keuze van dit project, standaard 6",
            says="Een cheque die loopt, wordt krediet.",
            denies="Een cheque die loopt, telt als één en eindigt onder de oude regels.",
            unknown="We weten nog niet wat met een cheque gebeurt die loopt.",
        ),
    )
)


class Amounts(NamedTuple):
    """The dated parameters, as an article sees them: minutes."""

    voucher_used_from_minutes: int


article = Book(facts=FACTS, links=(), parameters={name: procedure()[name] for name in Amounts._fields})
