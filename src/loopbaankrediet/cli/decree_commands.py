"""`decide`: ask the law about one applicant. No database and no Django."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from loopbaankrediet.cli.answering import (
    InputRefused,
    add_format,
    add_known_on,
    add_on,
    add_scenario,
    add_set,
    as_json,
    read_text,
    refusing,
    today,
)
from loopbaankrediet.cli.law_commands import add_law, add_law_parsers, law_chosen
from loopbaankrediet.cli.replay_command import add_replay_parser
from loopbaankrediet.decree import Decision, Outcome, changes, decide, qualifies_from
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.decree.deciding.changing import MANY, way_sentence
from loopbaankrediet.decree.laws import LAWS
from loopbaankrediet.decree.saying.explain import OPEN_RULE
from loopbaankrediet.decree.shapes import ShapeRefused, read_json

_MARKS = {True: "ja ", False: "nee", None: "?  "}
_SHOWN_WAYS = 5
_STATED = {"source": "opgegeven aan de opdrachtregel"}


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands; each sets `func`, which takes the options and returns an exit status."""
    one = subparsers.add_parser("decide", help="beslis over één aanvrager")
    one.add_argument("facts", metavar="FEITEN.json", help="de feiten als JSON-object; - leest standaardinvoer")
    add_on(one)
    add_known_on(one)
    add_set(one)
    add_scenario(one)
    add_law(one)
    one.add_argument("--receipt", metavar="BESTAND", help="bewaar het bewijs van de beslissing, voor replay")
    add_format(one, "json")
    one.set_defaults(func=refusing(_decide))
    add_replay_parser(subparsers)
    add_law_parsers(subparsers)


def _decide(options: argparse.Namespace) -> str:
    facts = _read_facts(options.facts)
    on, known_on, overrides = options.on or today(), options.known_on or today(), dict(options.overrides)
    law = law_chosen(options)
    if law in LAWS:
        raise InputRefused(f"{options.law} beslist vanzelf op zijn dagen: laat --law weg, en kies een dag met --on.")
    decision = decide(facts, on=on, known_on=known_on, overrides=overrides, scenario=options.scenario, law=law)
    if options.receipt:
        _keep(decision, facts, options.receipt)
    later = None if law else qualifies_from(facts, on, known_on, overrides, options.scenario)
    if options.format == "json":
        more = {"changes": changes(decision).as_dict(), "qualifies_from": later.isoformat() if later else None}
        return as_json(decision.as_dict() | more)
    return "\n".join(_decision_lines(decision, later))


def _read_facts(name: str) -> dict[str, object]:
    try:
        facts = read_json(read_text(name))
    except ShapeRefused as error:
        raise InputRefused(f"{name}: {error}") from error
    if not isinstance(facts, dict):
        raise InputRefused(f'{name}: hier hoort één JSON-object met feiten, zoals {{"seniority_months": 90}}.')
    return facts


def _keep(decision: Decision, facts: Mapping[str, object], name: str) -> None:
    stated = {fact: receipts.Stated(value, _STATED) for fact, value in facts.items()}
    try:
        Path(name).write_text(receipts.as_file(receipts.make(decision, stated)), encoding="utf-8")
    except OSError as error:
        raise InputRefused(f"--receipt: {name} is niet te schrijven ({error.strerror}).") from error


def _decision_lines(decision: Decision, later: date | None) -> Iterator[str]:
    law = decision.knowledge.policy.law
    outcomes = {Outcome.GRANTED: law.says, Outcome.REFUSED: law.denies}
    yield outcomes.get(decision.outcome, "We kunnen nog niet beslissen.")
    if decision.outcome is not Outcome.REFUSED:
        yield from (f"- {decision.why_amount(result)}" for result in decision.results)
    yield "\nWaarom"
    for ground, reason in zip(decision.grounds, decision.why(), strict=True):
        open_rule = f" {OPEN_RULE}" if ground.status == "open" and ground.rule in decision.decisive else ""
        yield f"[{_MARKS[reason.holds]}] {reason.article}: {reason.sentence}{open_rule}"
    if decision.missing:
        yield "\nWat we nog moeten weten"
        policy = decision.knowledge.policy
        yield from (f"- {policy.spec(missing.fact).question}" for missing in decision.missing)
    if decision.outcome is Outcome.REFUSED:
        yield from _change_lines(decision)
    if later:
        yield f"\nBlijf je werken en verandert er niets anders? Dan heb je er recht op vanaf {later}."
    if decision.remedies:
        yield "\nWat je kan doen"
        yield from (f"- {remedy.text}" for remedy in decision.remedies)
    stamp = decision.law
    yield f"\nWet: {stamp.name} op {stamp.on}, zoals gekend op {stamp.known_on}, {stamp.hash}"


def _change_lines(decision: Decision) -> Iterator[str]:
    spec, found = decision.knowledge.policy.spec, changes(decision)
    if found.more_is_needed:
        yield f"\nMet {MANY} veranderingen tegelijk is het antwoord nog altijd nee. Er is meer nodig."
    ways = [way for way in found.together if all(spec(change.fact).changeable for change in way)]
    if ways:
        yield "\nWanneer het antwoord anders was"
        yield from (f"- {way_sentence(way)}" for way in ways[:_SHOWN_WAYS])
    if len(ways) > _SHOWN_WAYS:
        yield f"- Of op een van nog {len(ways) - _SHOWN_WAYS} andere manieren."
