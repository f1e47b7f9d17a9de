"""`law show`, `law list`, `law diff` and `law release`: what the law is, was, and how it differs from day to day."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from loopbaankrediet.cli.answering import (
    InputRefused,
    add_format,
    add_known_on,
    add_on,
    add_scenario,
    as_json,
    day,
    refusing,
    today,
)
from loopbaankrediet.decree.archive.store import release
from loopbaankrediet.decree.deciding.editions import Edition, editions
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import LAWS, every_law, law_named
from loopbaankrediet.decree.saying.diff import diff_as_dict, diff_as_text, law_diff
from loopbaankrediet.decree.saying.show import law_as_dict, law_as_text, scenarios_as_dicts, scenarios_as_text
from loopbaankrediet.decree.scenario import DRAFT, law_of, scenario_named

SHORT_HASH = 19


def add_law_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `law` and what follows on it."""
    law = subparsers.add_parser("law", help="toon de wet").add_subparsers(required=True, metavar="opdracht")
    show = law.add_parser("show", help="toon de artikelen en parameters die op een dag gelden")
    add_on(show)
    add_known_on(show)
    add_scenario(show)
    add_law(show)
    add_format(show, "text")
    show.set_defaults(func=refusing(_show))
    overview = law.add_parser("list", help="toon de wetten die het platform kent, met hun versies")
    add_known_on(overview)
    add_format(overview, "text")
    overview.set_defaults(func=refusing(_list))
    diff = law.add_parser("diff", help="toon wat verschilt tussen de wetten van twee dagen")
    diff.add_argument("before", type=day, metavar="DAG", help="bijvoorbeeld 2024-01-01")
    diff.add_argument("after", type=day, metavar="DAG", help="bijvoorbeeld 2027-01-01")
    add_known_on(diff)
    add_format(diff, "text")
    diff.set_defaults(func=refusing(_diff))
    others = law.add_parser("scenarios", help="toon wat er in de plaats van het voorontwerp kan komen")
    add_format(others, "text")
    others.set_defaults(func=refusing(_scenarios))
    kept = law.add_parser("release", help="bewaar de wetten van vandaag in het archief (voor wie de wet onderhoudt)")
    kept.set_defaults(func=refusing(_release))


def add_law(parser: argparse.ArgumentParser) -> None:
    names = "zie 'law list'; zonder: de wet die op die dag over het recht beslist"
    parser.add_argument("--law", metavar="NAAM", help=f"een andere wet ({names})")


def law_chosen(options: argparse.Namespace) -> Law | None:
    """The law of `--law` as `--scenario` would have it; None for the one that decides on a right.

    Raises LawUnknown, ScenarioRefused, and InputRefused for a scenario of a law that has none of its own.
    """
    if options.law is None:
        return None
    law = law_named(options.law)
    if options.scenario == DRAFT:
        return law
    if law in LAWS:
        raise InputRefused(f"--scenario gaat niet samen met --law {law.name}: laat --law weg.")
    return law_of(scenario_named(options.scenario), law)


def _show(options: argparse.Namespace) -> str:
    on, known_on, law = options.on or today(), options.known_on or today(), law_chosen(options)
    if options.format == "json":
        return as_json(law_as_dict(on, known_on, options.scenario, law))
    return law_as_text(on, known_on, options.scenario, law)


def _diff(options: argparse.Namespace) -> str:
    known_on = options.known_on or today()
    found = law_diff(options.before, options.after, known_on)
    if options.format == "json":
        return as_json(diff_as_dict(found, options.before, options.after, known_on))
    return diff_as_text(found, options.before, options.after)


def _scenarios(options: argparse.Namespace) -> str:
    return as_json(scenarios_as_dicts()) if options.format == "json" else scenarios_as_text()


def _release(_: argparse.Namespace) -> str:
    added = release()
    return "\n".join(f"bewaard: {law_hash}" for law_hash in added) or "Het archief is volledig; er kwam niets bij."


def _list(options: argparse.Namespace) -> str:
    known_on = options.known_on or today()
    if options.format == "json":
        return as_json([_as_dict(law, known_on) for law in every_law()])
    return "\n".join(line for law in every_law() for line in _lines(law, known_on))


def _as_dict(law: Law, known_on: date) -> dict[str, object]:
    return {
        "name": law.name,
        "title": law.title,
        "since": law.since.isoformat(),
        "until": law.until.isoformat() if law.until else None,
        "known_since": law.known_since.isoformat(),
        "editions": [
            {"since": e.since.isoformat(), "until": e.until.isoformat() if e.until else None, "hash": e.policy.hash}
            for e in editions(law, known_on)
        ],
    }


def _lines(law: Law, known_on: date) -> Iterator[str]:
    yield f"{law.name}: {law.title}. Vanaf {law.since} tot {law.until or '(geen einde)'}."
    yield from map(_edition_line, editions(law, known_on))


def _edition_line(edition: Edition) -> str:
    return f"- {edition.since} tot {edition.until or '(geen einde)'}: {edition.policy.hash[:SHORT_HASH]}"
