"""The law in the words of the pages: facts, amounts, and how firm a rule is."""

from datetime import date

from loopbaankrediet import decree
from loopbaankrediet.decree.dated import ParameterRecord
from loopbaankrediet.decree.dutch import amount
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.sources.ports import FactValue
from loopbaankrediet.web.components import Cell

STATUS = {
    "in force": Cell("van kracht", pill="ok"),
    "draft": Cell("ontwerp", pill="info"),
    "open": Cell("nog open", pill="warn"),
    "override": Cell("aangepast", pill="warn"),
}
HOLDS = {
    True: Cell("Ja, in orde", pill="ok"),
    False: Cell("Nee, niet in orde", pill="err"),
    None: Cell("Nog niet geweten", pill="warn"),
}


def fact_sentence(name: str, value: FactValue | None) -> str:
    """What we know about one fact; `value` may be known in part, or None."""
    spec = decree.FACTS[name]
    if isinstance(value, dict):
        return spec.sentence(decree.Range(value.get("min", spec.low), value.get("max", spec.high)))
    return spec.sentence(value)


def record_sentence(record: ParameterRecord, value: int) -> str:
    """One amount or term, said with its value: 'Een module duurt 2 uur (120 minuten).'"""
    return record.phrase.format(value=amount(value, record.unit))


def parameter_sentence(name: str, value: int) -> str:
    return record_sentence(LAW.book.parameters[name], value)


def module_minutes(on: date) -> int:
    """How long a module lasts under the law of that day, in minutes (art. 3)."""
    return LAW.book.parameters["module_minutes"].on(on, on).value
