"""Who wins, and which unknown matters most: as plain values and as Dutch text."""

from __future__ import annotations

from collections.abc import Iterator

from loopbaankrediet.decree.population.flips_said import differences_as_dict
from loopbaankrediet.decree.scenario import scenario_named
from loopbaankrediet.policylab.labels import KINDS, whole
from loopbaankrediet.policylab.reports import HEADINGS
from loopbaankrediet.policylab.sensitivity import Sensitivity
from loopbaankrediet.policylab.winners import Balance, Winners

COUNTED = ("people", "more", "less", "same", "minutes", "own_cents", "public_cents")


def winners_as_dict(found: Winners) -> dict[str, object]:
    """Every group with its articles; `difference` is the whole, article by article."""
    return {
        "scenario": found.scenario,
        "against": found.against,
        "year": found.year,
        "groups": [_balance(one) for one in (found.whole, *found.groups)],
        "difference": differences_as_dict(found.whole.found),
    }


def _balance(one: Balance) -> dict[str, object]:
    counted = {name: getattr(one, name) for name in COUNTED}
    return {"kind": one.kind, "group": one.group, **counted, "articles": list(one.articles)}


def winners_as_text(found: Winners) -> str:
    """A line per group."""
    return "\n".join(_lines(found))


def _lines(found: Winners) -> Iterator[str]:
    yield f"Wie wint en wie verliest op 1 januari {found.year}: {scenario_named(found.scenario).title}"
    yield f"{'':34}{'mensen':>12}{'meer':>12}{'minder':>12}{'gelijk':>12}{'uren recht':>14}  door"
    for one in (found.whole, *found.groups):
        name = f"{KINDS[one.kind]}: {one.group}" if one.kind else "Iedereen"
        counts = "".join(f"{whole(value):>12}" for value in (one.people, one.more, one.less, one.same))
        yield f"{name:34}{counts}{whole(one.minutes / 60):>14}  {'; '.join(one.articles)}".rstrip()
    yield from (f"Ook: {sentence}" for sentence in found.beside)


def sensitivity_as_dict(found: Sensitivity) -> dict[str, object]:
    """Every unknown for every figure, the one that matters most first."""
    rankings = {
        ranking.figure: {
            "sentence": ranking.sentence(HEADINGS[ranking.figure]),
            "effects": [
                {"unknown": one.prior.name, "size": one.size, "margin": one.margin, "sign": one.sign}
                for one in ranking.effects
            ],
        }
        for ranking in found.rankings
    }
    return {"scenario": found.scenario, "runs": found.runs, "figures": rankings}


def sensitivity_as_text(found: Sensitivity) -> str:
    """A sentence per figure, and the first unknowns in a table, as they stand in the documentation."""
    return "\n".join(_ranked(found))


def _ranked(found: Sensitivity) -> Iterator[str]:
    asked = found.question
    title = scenario_named(found.scenario).title
    yield f"Scenario: {title}. {found.runs} berekeningen over {asked.years} jaar, begin (seed) {asked.seed}."
    for ranking in found.rankings:
        heading = HEADINGS[ranking.figure]
        yield f"\n## {heading[0].upper()}{heading[1:]}\n"
        yield f"{ranking.sentence(heading)}\n"
        yield "| onbekende | van laag naar hoog | marge |"
        yield "|---|---|---|"
        yield from (
            f"| {one.prior.says} | {SIGNS[one.sign]}{whole(one.size)} | {whole(one.margin)} |"
            for one in ranking.effects[:SHOWN]
        )


SHOWN = 5
SIGNS = {1: "+", -1: "-", 0: "±"}
