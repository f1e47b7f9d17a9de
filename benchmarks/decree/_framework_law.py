"""Articles 3, 4, 16, 17 and 43 of the draft decree in OpenFisca: one entity, monthly variables, dated parameters.

PolicyEngine, a fork, reads the same text; the one that is installed is used. Money is whole cents, as with us.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from loopbaankrediet.decree import FACTS

CORE = "openfisca_core" if find_spec("openfisca_core") else "policyengine_core"
api: Any = import_module(f"{CORE}.model_api")
build_entity: Any = import_module(f"{CORE}.entities").build_entity
SimulationBuilder: Any = import_module(f"{CORE}.simulations").SimulationBuilder
TaxBenefitSystem: Any = import_module(f"{CORE}.taxbenefitsystems").TaxBenefitSystem
where, Enum = api.where, api.Enum

MONTH = "2027-03"
ASKED = ("granted", "minutes", "public_cents_per_hour", "own_cents_per_hour", "public_cents", "own_cents")
AMOUNTS = {
    "seniority_months_required": 84,
    "credit_minutes": 360,
    "credit_minutes_after_one_voucher": 120,
    "credit_minutes_after_two_vouchers": 0,
    "public_cents_per_hour": 8390,
    "public_cents_per_hour_low": 9390,
    "own_cents_per_hour": 2500,
    "own_cents_per_hour_low": 1500,
}
PERSON = build_entity(key="person", plural="persons", label="Applicant", is_person=True)
REGION = Enum("Region", [(name, name) for name in ("flanders", "brussels", "wallonia", "eea", "elsewhere")])
SCHOOLING = Enum("Schooling", [(name, name) for name in ("low", "middle", "high")])
ENUMS = {"residence": REGION, "workplace": REGION, "schooling": SCHOOLING}


def credit_right(person: Any, period: Any, parameters: Any) -> Any:
    """Art. 3 and 43: minutes."""
    p, used = parameters(period), person("vouchers_used", period)
    after_vouchers = where(used == 1, p.credit_minutes_after_one_voucher, p.credit_minutes_after_two_vouchers)
    return where(used == 0, p.credit_minutes, after_vouchers)


def minutes_left(person: Any, period: Any) -> Any:
    """Art. 3 and 43."""
    return person("credit_right", period) > person("credit_minutes_granted", period)


def resident(person: Any, period: Any) -> Any:
    """Art. 4, 1°."""
    home, work = person("residence", period), person("workplace", period)
    lives_here = (home == REGION.flanders) + (home == REGION.brussels)
    works_here = (work == REGION.flanders) + (work == REGION.brussels)
    moved_in = (home == REGION.wallonia) * person("moved_in_from_eea", period)
    return lives_here + works_here * ((home == REGION.eea) + moved_in)


def professionally_active(person: Any, period: Any) -> Any:
    """Art. 4, 2°."""
    self_employed = person("self_employed", period) * person("fund_affiliated", period)
    return person("employment_contract", period) + person("under_authority", period) + self_employed


def enough_seniority(person: Any, period: Any, parameters: Any) -> Any:
    """Art. 4, 3°."""
    return person("seniority_months", period) >= parameters(period).seniority_months_required


def granted(person: Any, period: Any) -> Any:
    """Art. 4."""
    entitled = person("resident", period) * person("professionally_active", period)
    return person("minutes_left", period) * entitled * person("enough_seniority", period)


def minutes(person: Any, period: Any) -> Any:
    """Art. 3 and 43."""
    left = person("credit_right", period) - person("credit_minutes_granted", period)
    return where(person("granted", period), left, 0)


def public_cents_per_hour(person: Any, period: Any, parameters: Any) -> Any:
    """Art. 16."""
    p, low = parameters(period), person("schooling", period) == SCHOOLING.low
    return where(low, p.public_cents_per_hour_low, p.public_cents_per_hour)


def own_cents_per_hour(person: Any, period: Any, parameters: Any) -> Any:
    """Art. 17."""
    p, low = parameters(period), person("schooling", period) == SCHOOLING.low
    return where(low, p.own_cents_per_hour_low, p.own_cents_per_hour)


def public_cents(person: Any, period: Any) -> Any:
    """All minutes at the public price, half a cent rounded up."""
    return (person("public_cents_per_hour", period) * person("minutes", period) + 30) // 60


def own_cents(person: Any, period: Any) -> Any:
    """All minutes at the own price, half a cent rounded up."""
    return (person("own_cents_per_hour", period) * person("minutes", period) + 30) // 60


NUMBERS = (credit_right, minutes, public_cents_per_hour, own_cents_per_hour, public_cents, own_cents)
TRUTHS = (minutes_left, resident, professionally_active, enough_seniority, granted)


def variable(name: str, kind: type, **more: object) -> type:
    """A variable class of OpenFisca, which reads everything from class attributes."""
    attributes = {"value_type": kind, "entity": PERSON, "definition_period": api.MONTH, "label": name, **more}
    return type(name, (api.Variable,), attributes)


def fact(name: str, kind: type) -> type:
    if issubclass(kind, StrEnum):
        values = ENUMS[name]
        return variable(name, Enum, possible_values=values, default_value=next(iter(values)))
    return variable(name, kind)


def system(facts: tuple[str, ...]) -> Any:
    """The law, ready to be used again and again."""
    law = TaxBenefitSystem([PERSON])
    law.parameters = api.ParameterNode(
        data={name: {"values": {"2027-01-01": {"value": value}}} for name, value in AMOUNTS.items()}
    )
    for name in facts:
        law.add_variable(fact(name, FACTS[name].kind))
    for formulas, kind in ((NUMBERS, int), (TRUTHS, bool)):
        for formula in formulas:
            law.add_variable(variable(formula.__name__, kind, formula=formula))
    return law


def answer(law: Any, facts: Mapping[str, object], *, trace: bool) -> tuple[int, ...]:
    """Outcome, minutes and both amounts per hour of one person in a simulation of its own."""
    situation = {"persons": {"an": {name: {MONTH: value} for name, value in facts.items()}}}
    simulation = SimulationBuilder().build_from_dict(law, situation)
    simulation.trace = trace
    return tuple(int(simulation.calculate(name, MONTH)[0]) for name in ASKED[:4])


def simulation(law: Any, columns: Mapping[str, Any]) -> Any:
    """A population, ready to be asked; enumerations are given as codes."""
    built = SimulationBuilder().build_default_simulation(law, len(next(iter(columns.values()))))
    for name, values in columns.items():
        built.set_input(name, MONTH, ENUMS[name].encode(values.astype("int16")) if name in ENUMS else values)
    return built


def answers(built: Any) -> dict[str, Any]:
    """What is asked, for everybody."""
    return {name: built.calculate(name, MONTH) for name in ASKED}
