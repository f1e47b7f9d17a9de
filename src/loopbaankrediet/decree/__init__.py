"""The law as code: written once, as ordinary typed Python; everything else stands on it.

`decide` answers for one applicant, `changes` says what would have to change, `tariff` gives the prices,
`qualifies_from` dates a future right; `receipts` keeps and replays decisions. `Book`, `Law` and `records_of` write
another law in the same way (docs/tutorial/another-allowance.md). Pure: no clock, no database, no framework; both days
are passed in.
"""

from __future__ import annotations

from loopbaankrediet.decree.dated.records import records_of
from loopbaankrediet.decree.dated.remedies import Remedy
from loopbaankrediet.decree.deciding.changing import Change, Changes, GroundChanges, changes
from loopbaankrediet.decree.deciding.completions import Missing
from loopbaankrediet.decree.deciding.decide import Tariff, decide, qualifies_from, tariff
from loopbaankrediet.decree.deciding.decision import Amount, Condition, Decision, Ground, LawStamp, Outcome
from loopbaankrediet.decree.deciding.policy import Parameter
from loopbaankrediet.decree.errors import (
    DayRefused,
    DecreeError,
    FactRefused,
    LiftError,
    NoLawInForce,
    NoValueInForce,
    ParameterRefused,
    ScenarioRefused,
    TooManyCombinations,
)
from loopbaankrediet.decree.facts import FACTS, Region, Schooling
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.language.facts import FactSpec, FactValue, Link, Range
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.saying.explain import Reason

__all__ = [
    "FACTS",
    "Amount",
    "Book",
    "Change",
    "Changes",
    "Condition",
    "DayRefused",
    "Decision",
    "DecreeError",
    "FactRefused",
    "FactSpec",
    "FactValue",
    "Ground",
    "GroundChanges",
    "Law",
    "LawStamp",
    "LiftError",
    "Link",
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
    "ScenarioRefused",
    "Schooling",
    "Tariff",
    "TooManyCombinations",
    "Unit",
    "changes",
    "decide",
    "qualifies_from",
    "records_of",
    "tariff",
]
