"""The law in the words of the pages: facts, amounts, and how firm a rule is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from loopbaankrediet import decree
from loopbaankrediet.decree.dated.records import ParameterRecord
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.dutch import amount, between
from loopbaankrediet.decree.saying.explain import OPEN_RULE
from loopbaankrediet.sources.ports import FactValue, SourcedFact
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.law_in_english import law_text

STATUS = {
    "in force": Cell(_("van kracht"), pill="ok"),
    "draft": Cell(_("ontwerp"), pill="info"),
    "open": Cell(_("nog open"), pill="warn"),
    "override": Cell(_("aangepast"), pill="warn"),
}
HOLDS = {
    True: Cell(_("Ja, in orde"), pill="ok"),
    False: Cell(_("Nee, niet in orde"), pill="err"),
    None: Cell(_("Nog niet bekend"), pill="warn"),
}

PLAIN_SOURCES = {
    "RSZ (DmfA en Dimona)": _("RSZ (sociale zekerheid van werknemers)"),
    "RSVZ (ARZA)": _("RSVZ (sociale zekerheid van zelfstandigen)"),
    "LED (leer- en ervaringsbewijzendatabank)": _("De databank van diploma's (LED)"),
    "Dit platform (beslissingen)": _("Deze website"),
}


@dataclass(frozen=True)
class WhyNot:
    """A ground that does not hold: what we know about the reader, the rule, and whether that rule is still open."""

    sentence: str
    rule: str
    is_open: bool
    open_rule: str = OPEN_RULE


def why_not(reasons: Iterable[Mapping[str, Any]], grounds: Iterable[Mapping[str, Any]]) -> Iterator[WhyNot]:
    """The failing grounds of a decision; its reasons and grounds are in the same order."""
    for reason, ground in zip(reasons, grounds, strict=True):
        if reason["holds"] is False:
            yield WhyNot(reason["sentence"], reason["text"], ground["status"] == "open")


def source_name(source: str) -> str:
    """A source as citizens know it."""
    return PLAIN_SOURCES.get(source, source)


def fact_sentence(name: str, value: FactValue | None) -> str:
    """What we know about one fact; `value` may be known in part, or None."""
    spec = decree.FACTS[name]
    if isinstance(value, dict):
        return law_text(spec.sentence(decree.Range(value.get("min", spec.low), value.get("max", spec.high))))
    return law_text(spec.sentence(value))


def fact_value(name: str, value: FactValue) -> str:
    """Only the value: '6 jaar (72 maanden)', 'minstens 5 jaar (60 maanden)', 'ja'."""
    spec = decree.FACTS[name]
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return spec.labels[value]
    if isinstance(value, dict):
        return between(value.get("min"), value.get("max"), spec.counted)
    return amount(value, spec.counted)


def overruled(fact: SourcedFact) -> str:
    """What an officer's proof took the place of, with both origins; empty when it took the place of nothing."""
    if fact.before is None:
        return ""
    before, proof = fact.before, fact.origin
    return (
        f"{source_name(before.origin.source)} zei {fact_value(fact.name, before.value)}; "
        f"{proof.source.lower()} {proof.service} zegt {fact_value(fact.name, fact.value)}"
    )


def record_sentence(record: ParameterRecord, value: int) -> str:
    """One amount or term, said with its value: 'Een module duurt 2 uur (120 minuten).'"""
    return record.phrase.format(value=amount(value, record.unit))


def parameter_sentence(name: str, value: int) -> str:
    return law_text(record_sentence(LAW.book.parameters[name], value))


def module_minutes(on: date) -> int:
    """How long a module lasts under the law of that day, in minutes (art. 3)."""
    return LAW.book.parameters["module_minutes"].on(on, on).value
