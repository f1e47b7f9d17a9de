"""The law as code: written once, as ordinary typed Python; everything else stands on it.

`decide` answers for one applicant, `tariff` gives the prices, `qualifies_from` dates a future right. Pure: no clock, no
database, no framework; both days are passed in.
"""

from __future__ import annotations

from loopbaankrediet.decree.completions import Missing
from loopbaankrediet.decree.deciding import Tariff, decide, qualifies_from, tariff
from loopbaankrediet.decree.decision import Amount, Condition, Decision, Ground, LawStamp, Outcome
from loopbaankrediet.decree.errors import (
    DecreeError,
    FactRefused,
    LiftError,
    NoLawInForce,
    NoValueInForce,
    ParameterRefused,
    TooManyCombinations,
)
from loopbaankrediet.decree.explain import Reason
from loopbaankrediet.decree.facts import FACTS, Region, Schooling
from loopbaankrediet.decree.language.facts import FactSpec, FactValue, Range
from loopbaankrediet.decree.policy import Parameter
from loopbaankrediet.decree.remedies import Remedy

__all__ = [
    "FACTS",
    "Amount",
    "Condition",
    "Decision",
    "DecreeError",
    "FactRefused",
    "FactSpec",
    "FactValue",
    "Ground",
    "LawStamp",
    "LiftError",
    "Missing",
    "NoLawInForce",
    "NoValueInForce",
    "Outcome",
    "Parameter",
    "ParameterRefused",
    "Range",
    "Reason",
    "Region",
    "Remedy",
    "Schooling",
    "Tariff",
    "TooManyCombinations",
    "decide",
    "qualifies_from",
    "tariff",
]
