"""Results as plain values and as Dutch text; no result without the sentence on what the model cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.scenario import scenario_named
from loopbaankrediet.policylab.backtest import Backtest, Row
from loopbaankrediet.policylab.drawing import FIGURES, Drawn
from loopbaankrediet.policylab.lifetimes import GROUPS, STOCKS, Lived, years_of
from loopbaankrediet.policylab.lives import COUNTED
from loopbaankrediet.policylab.outcomes import CREDIT_STARTS

LIMITS = (
    "Dit model rekent met een verzonnen bevolking en een eenvoudig gedrag. Het zegt niet wat er zal gebeuren, wel wat "
    "er volgt uit wat we aannemen. Het kent geen effect van begeleiding op werk of loon, geen Covid, geen reclame, en "
    "geen verschil tussen begeleiders in kwaliteit. De eigen prijs, de bekendheid en het aantal begeleiders zijn ruwe "
    "schattingen: kijk naar de marges, niet naar het middelste getal."
)
SUMMED = tuple(name for name in COUNTED if name not in STOCKS)
HEADINGS = {
    "begin": "mensen die beginnen",
    "hours": "uren",
    "public_euro": "euro van de overheid",
    "own_euro": "euro van de mensen zelf",
    "unpaid_hours": "onbetaalde uren",
    "counsellors": "begeleiders op het einde",
    "waiting_weeks": "weken wachten op het einde",
}


def as_dict(found: Drawn) -> dict[str, object]:
    """Everything of a run that can be kept or asked again."""
    asked = found.question
    return {
        "question": {
            "scenarios": list(asked.scenarios),
            "years": asked.years,
            "known_on": asked.known_on.isoformat(),
            "draws": asked.draws,
            "seed": asked.seed,
            "schooling": asked.schooling,
        },
        "deviation_of_fit": [draw.deviation for draw in found.draws],
        "results": {name: _scenario(found, name) for name in asked.scenarios},
        "limits": LIMITS,
    }


def _scenario(found: Drawn, name: str) -> dict[str, object]:
    place = found.question.scenarios.index(name)
    return {
        "title": scenario_named(name).title,
        "totals": {figure: _named(found.interval(name, figure)) for figure in FIGURES},
        "by_year": {
            figure: {year: _named(fan) for year, fan in found.by_year(name, figure).items()} for figure in FIGURES
        },
        "index": [draw.outcomes[place].index for draw in found.draws][len(found.draws) // 2],
    }


def _named(interval: dict[float, float]) -> dict[str, float]:
    return {f"p{round(level * 100):02d}": value for level, value in interval.items()}


def lived_as_dict(found: Lived) -> dict[str, object]:
    """Everything of a run of drawn lives: whole numbers of persons, what they stand for, and what was expected."""
    asked = found.question
    return {
        "question": {
            **{name: getattr(asked, name) for name in ("scenario", "years", "persons", "seed", "schooling")},
            "known_on": asked.known_on.isoformat(),
        },
        "each_person_stands_for": found.each,
        "years": list(years_of(found)),
        "totals": {name: found.total(name) for name in SUMMED},
        "groups": {kind: {name: found.by_group(kind, name) for name in SUMMED} for kind in GROUPS},
        "limits": LIMITS,
    }


def lived_as_text(found: Lived) -> str:
    """A row per year, and the sentence on what it cannot say."""
    asked = found.question
    head = (
        f"{_whole(asked.persons)} getrokken levens van juli 2013 tot eind {2026 + asked.years}, wet gekend op "
        f"{asked.known_on:%d-%m-%Y}; elk staat voor {_decimal(found.each)} mensen"
    )
    columns = ("jaar", "werken", "mogen", "beginnen", "verwacht", "uren", "euro overheid")
    rows = (_year_of_lives(row) for row in years_of(found))
    title = f"{scenario_named(asked.scenario).title} ({asked.scenario})"
    return "\n".join((head, "", title, "".join(f"{one:>16}" for one in columns), *rows, "", LIMITS))


def _year_of_lives(row: Mapping[str, float]) -> str:
    cells = (
        f"{row['year']:.0f}",
        _whole(row["at_work_people"]),
        _whole(row["eligible_people"]),
        _whole(row["first_people"] + row["second_people"]),
        _whole(row["first_expected"] + row["second_expected"]),
        _whole(row["minutes_people"] / 60),
        _whole(row["public_cents_people"] / 100),
    )
    return "".join(f"{one:>16}" for one in cells)


def as_text(found: Drawn) -> str:
    """A table per scenario, and the sentence on what it cannot say."""
    asked = found.question
    head = f"{asked.draws} trekkingen, {asked.years} jaar vanaf 2027, wet gekend op {asked.known_on:%d-%m-%Y}"
    return "\n".join((head, *(line for name in asked.scenarios for line in _told(found, name)), "", LIMITS))


def _told(found: Drawn, name: str) -> Iterator[str]:
    yield ""
    yield f"{scenario_named(name).title} ({name})"
    yield f"{'':28}{'laag (5)':>16}{'midden (50)':>16}{'hoog (95)':>16}"
    for figure in FIGURES:
        interval = found.interval(name, figure)
        yield f"{HEADINGS[figure]:28}" + "".join(f"{_whole(interval[level]):>16}" for level in (0.05, 0.5, 0.95))
    budget = term("yearly_budget_cents", on=CREDIT_STARTS) / 100
    spent = found.interval(name, "public_euro")[0.5] / found.question.years / budget
    millions = f"{budget / 1_000_000:.1f}".replace(".", ",")
    yield f"Van de {millions} miljoen euro per jaar gebruikt dit in het midden {_percent(spent)}."


def _whole(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")


def _decimal(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")


def backtest_as_dict(found: Backtest) -> dict[str, object]:
    """Every row, and the parameters of the fit."""
    fitted = found.past.fit
    parts = {"population": found.population, "users": found.users, "vouchers": found.vouchers}
    return {
        "fitted": {"level": fitted.fitted.level, "growth": fitted.fitted.growth, "second": fitted.fitted.second},
        "deviation_of_fit": fitted.deviation,
        **{name: [_row(one) for one in rows] for name, rows in parts.items()},
        "limits": LIMITS,
    }


def _row(row: Row) -> dict[str, object]:
    return {**vars(row), "error": row.error}


def backtest_as_text(found: Backtest) -> str:
    """The tables in Markdown, as they stand in the documentation."""
    fitted = found.past.fit.fitted
    return "\n".join(
        (
            f"Drie vrije parameters: niveau {fitted.level:.4f}, bekendheid {fitted.growth:.2f} per jaar, "
            f"tweede cheque {fitted.second:.2f}. Gemiddelde afwijking 2014-2018: {_percent(found.past.fit.deviation)}.",
            "",
            *_table("Bevolking", found.population, as_share=True),
            *_table("Gebruikers 2014-2019", found.users, as_share=True),
            *_table("Gebruikte cheques per jaar", found.vouchers, as_share=False),
            LIMITS,
        )
    )


def _table(title: str, rows: Iterable[Row], *, as_share: bool) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| cijfer | gepubliceerd | model | afwijking | gezien door het model | graad |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        shown = _percent if as_share and row.published < 1 else _whole
        seen = "ja" if row.seen else "nee"
        cells = row.name, shown(row.published), shown(row.model), _percent(row.error), seen, row.grade
        yield f"| {' | '.join(cells)} |"
    yield ""
