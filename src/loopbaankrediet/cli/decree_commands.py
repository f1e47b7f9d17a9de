"""`decide` and `replay`: ask the law about one applicant, and check a stored answer. No database and no Django."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from loopbaankrediet.cli.answering import (
    InputRefused,
    add_format,
    add_known_on,
    add_on,
    add_scenario,
    as_json,
    read_text,
    refusing,
    today,
)
from loopbaankrediet.cli.law_commands import add_law_parsers
from loopbaankrediet.decree import FACTS, Decision, DecreeError, Outcome, changes, decide
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.decree.deciding.changing import way_sentence

_MARKS = {True: "ja ", False: "nee", None: "?  "}
_SHOWN_WAYS = 5
_STATED = {"source": "opgegeven aan de opdrachtregel"}


class ReceiptDiffers(DecreeError):
    """A replay finds something otherwise than the receipt says."""


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands; each sets `func`, which takes the options and returns an exit status."""
    one = subparsers.add_parser("decide", help="beslis over één aanvrager")
    one.add_argument("facts", metavar="FEITEN.json", help="de feiten als JSON-object; - leest standaardinvoer")
    add_on(one)
    add_known_on(one)
    one.add_argument(
        "--set",
        dest="overrides",
        metavar="PARAMETER=WAARDE",
        action="extend",
        nargs="+",
        type=_override,
        default=[],
        help="vervang een parameter voor deze berekening; geef eerst het bestand met feiten op",
    )
    add_scenario(one)
    one.add_argument("--receipt", metavar="BESTAND", help="bewaar het bewijs van de beslissing, voor replay")
    add_format(one, "json")
    one.set_defaults(func=refusing(_decide))
    again = subparsers.add_parser("replay", help="reken een bewaarde beslissing na, met de wet uit het archief")
    again.add_argument("receipt", metavar="BEWIJS.json", help="het bewijs; - leest standaardinvoer")
    again.set_defaults(func=refusing(_replay))
    add_law_parsers(subparsers)


def _override(text: str) -> tuple[str, int]:
    name, sign, value = text.partition("=")
    try:
        if name and sign:
            return name, int(value)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' is geen PARAMETER=GEHEEL GETAL, zoals seniority_months_required=60")


# ---- decide


def _decide(options: argparse.Namespace) -> str:
    facts = _read_facts(options.facts)
    decision = decide(
        facts,
        on=options.on or today(),
        known_on=options.known_on or today(),
        overrides=dict(options.overrides),
        scenario=options.scenario,
    )
    if options.receipt:
        _keep(decision, facts, options.receipt)
    if options.format == "json":
        return as_json(decision.as_dict() | {"changes": changes(decision).as_dict()})
    return "\n".join(_decision_lines(decision))


def _read_facts(name: str) -> dict[str, object]:
    try:
        facts = json.loads(read_text(name), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InputRefused(f"{name}, regel {error.lineno}, teken {error.colno}: geen JSON ({error.msg}).") from error
    if not isinstance(facts, dict):
        raise InputRefused(f'{name}: hier hoort één JSON-object met feiten, zoals {{"seniority_months": 90}}.')
    return facts


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise InputRefused(f"'{name}' staat twee keer in de invoer. Laat er één staan.")
        found[name] = value
    return found


def _keep(decision: Decision, facts: Mapping[str, object], name: str) -> None:
    stated = {fact: receipts.Stated(value, _STATED) for fact, value in facts.items()}
    try:
        Path(name).write_text(as_json(receipts.make(decision, stated).as_dict()) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputRefused(f"--receipt: {name} is niet te schrijven ({error.strerror}).") from error


def _decision_lines(decision: Decision) -> Iterator[str]:
    law = decision.knowledge.policy.law
    outcomes = {Outcome.GRANTED: law.says, Outcome.REFUSED: law.denies}
    yield outcomes.get(decision.outcome, "We kunnen nog niet beslissen.")
    for result in decision.results:
        yield f"- {decision.why_amount(result)}"
    yield "\nWaarom"
    for reason in decision.why():
        yield f"[{_MARKS[reason.holds]}] {reason.article}: {reason.sentence}"
    if decision.missing:
        yield "\nWat we nog moeten weten"
        yield from (f"- {FACTS[missing.fact].question}" for missing in decision.missing)
    if decision.outcome is Outcome.REFUSED:
        yield from _change_lines(decision)
    if decision.remedies:
        yield "\nWat je kan doen"
        yield from (f"- {remedy.text}" for remedy in decision.remedies)
    stamp = decision.law
    yield f"\nWet: {stamp.name} op {stamp.on}, zoals gekend op {stamp.known_on}, {stamp.hash}"


def _change_lines(decision: Decision) -> Iterator[str]:
    ways = changes(decision).together
    if ways:
        yield "\nWanneer het antwoord anders was"
        yield from (f"- {way_sentence(way)}" for way in ways[:_SHOWN_WAYS])
    if len(ways) > _SHOWN_WAYS:
        yield f"- Of op een van nog {len(ways) - _SHOWN_WAYS} andere manieren."


# ---- replay


def _replay(options: argparse.Namespace) -> str:
    receipt = receipts.read(read_text(options.receipt))
    differences = receipts.replay(receipt)
    if differences:
        raise ReceiptDiffers("De herberekening verschilt van het bewijs.\n" + "\n".join(f"- {d}" for d in differences))
    return f"Het bewijs klopt: {receipt.outcome}, {receipt.law} op {receipt.on}, {receipt.law_hash}."
