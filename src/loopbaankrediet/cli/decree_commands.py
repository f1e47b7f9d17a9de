"""The commands that ask the law: `decide`, `law show`, `law list`. They need no database and no Django."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from loopbaankrediet.decree import FACTS, Decision, DecreeError, NoLawInForce, Outcome, decide, laws
from loopbaankrediet.decree.show import law_as_dict, law_as_text

SCENARIOS = ("draft",)
_OUTCOMES = {
    Outcome.GRANTED: "Je krijgt loopbaankrediet.",
    Outcome.REFUSED: "Je krijgt geen loopbaankrediet.",
    Outcome.UNDETERMINED: "We kunnen nog niet beslissen.",
}
_MARKS = {True: "ja ", False: "nee", None: "?  "}


class InputRefused(DecreeError):
    """A file, a scenario or an option holds something that cannot be used."""


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands; each sets `func`, which takes the options and returns an exit status."""
    one = subparsers.add_parser("decide", help="beslis over één aanvrager")
    one.add_argument("facts", metavar="FEITEN.json", help="de feiten als JSON-object; - leest standaardinvoer")
    _add_days(one)
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
    one.add_argument("--scenario", default="draft", help=f"een van: {', '.join(SCENARIOS)}")
    _add_format(one, "json")
    one.set_defaults(func=_refusing(_decide))
    law = subparsers.add_parser("law", help="toon de wet").add_subparsers(required=True, metavar="opdracht")
    show = law.add_parser("show", help="toon de artikelen en parameters die op een dag gelden")
    _add_days(show)
    _add_format(show, "text")
    show.set_defaults(func=_refusing(_show))
    overview = law.add_parser("list", help="toon de wetten die het platform kent")
    _add_format(overview, "text")
    overview.set_defaults(func=_refusing(_list))


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=_day, metavar="DAG", help="dag van de feiten (vandaag), bijvoorbeeld 2027-03-01")
    parser.add_argument("--known-on", type=_day, metavar="DAG", help="dag van de kennis van de wet (vandaag)")


def _add_format(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--format", choices=("json", "text"), default=default)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen dag; schrijf jaar-maand-dag, zoals 2027-03-01") from None


def _override(text: str) -> tuple[str, int]:
    name, sign, value = text.partition("=")
    try:
        if name and sign:
            return name, int(value)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' is geen PARAMETER=GEHEEL GETAL, zoals seniority_months_required=60")


def _refusing(command: Callable[[argparse.Namespace], str]) -> Callable[[argparse.Namespace], int]:
    """Print what the command answers; a refusal goes to standard error, with how to mend it."""

    def run(options: argparse.Namespace) -> int:
        try:
            sys.stdout.write(command(options) + "\n")
        except NoLawInForce as error:
            hint = f" Geef een dag mee: --on {error.first_day}." if error.first_day else " Gebruik --known-on."
            sys.stderr.write(f"{error}{hint}\n")
        except DecreeError as error:
            sys.stderr.write(f"{error}\n")
        else:
            return 0
        return 1

    return run


def _days(options: argparse.Namespace) -> tuple[date, date]:
    today = datetime.now(ZoneInfo("Europe/Brussels")).date()
    return options.on or today, options.known_on or today


# ---- decide


def _decide(options: argparse.Namespace) -> str:
    if options.scenario not in SCENARIOS:
        raise InputRefused(f"--scenario: '{options.scenario}' bestaat niet. Wel bekend: {', '.join(SCENARIOS)}.")
    on, known_on = _days(options)
    decision = decide(_read_facts(options.facts), on=on, known_on=known_on, overrides=dict(options.overrides))
    if options.format == "json":
        return _json(decision.as_dict())
    return "\n".join(_decision_lines(decision))


def _read_facts(name: str) -> dict[str, object]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        facts = json.loads(text, object_pairs_hook=_once)
    except OSError as error:
        raise InputRefused(f"{name}: niet te lezen ({error.strerror}). Geef een bestand op, of - .") from error
    except UnicodeDecodeError as error:
        raise InputRefused(f"{name}: geen UTF-8. Bewaar het bestand als UTF-8.") from error
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


def _decision_lines(decision: Decision) -> Iterator[str]:
    yield _OUTCOMES[decision.outcome]
    for result in decision.results:
        yield f"- {decision.why_amount(result)}"
    yield "\nWaarom"
    for reason in decision.why():
        yield f"[{_MARKS[reason.holds]}] {reason.article}: {reason.sentence}"
    if decision.missing:
        yield "\nWat we nog moeten weten"
        yield from (f"- {FACTS[missing.fact].question}" for missing in decision.missing)
    yield "\nWat je kan doen"
    yield from (f"- {remedy.text}" for remedy in decision.remedies)
    law = decision.law
    yield f"\nWet: {law.name} op {law.on}, zoals gekend op {law.known_on}, {law.hash}"


# ---- law


def _show(options: argparse.Namespace) -> str:
    on, known_on = _days(options)
    return _json(law_as_dict(on, known_on)) if options.format == "json" else law_as_text(on, known_on)


def _list(options: argparse.Namespace) -> str:
    rows = [
        {
            "name": law.name,
            "title": law.title,
            "since": law.since.isoformat(),
            "until": law.until.isoformat() if law.until else None,
            "known_since": law.known_since.isoformat(),
        }
        for law in laws.LAWS
    ]
    if options.format == "json":
        return _json(rows)
    return "\n".join(f"{r['name']}: {r['title']}. Vanaf {r['since']} tot {r['until'] or '(geen einde)'}." for r in rows)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
