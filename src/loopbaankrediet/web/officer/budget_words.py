"""A budget year in words, tables and a chart."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from loopbaankrediet.budget.figures import Alert, AlertKind, Appropriation, CostLine, YearFigures
from loopbaankrediet.budget.models import CostKind, CostState
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.web.charts import Chart, Series, round_steps
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.templatetags.dutch import day

MONTHS = {1: "jan", 4: "apr", 7: "jul", 10: "okt"}
COST_STATES = {
    CostState.ENTERED: ("Wacht op een tweede medewerker", "warn"),
    CostState.CONFIRMED: ("Bevestigd", "ok"),
    CostState.WITHDRAWN: ("Ingetrokken", "info"),
}
ALERTS = {
    AlertKind.COMMITMENT_USED: "Van het vastleggingskrediet is {} % gebruikt.",
    AlertKind.PAYMENT_USED: "Van het vereffeningskrediet is {} % gebruikt.",
    AlertKind.RUNS_OUT: "Gaat het zo voort, dan komt het vastleggingskrediet {} te kort.",
    AlertKind.MAY_RUN_OUT: "Als het tegenzit, komt het vastleggingskrediet {} te kort.",
    AlertKind.EXPOSED: "Als iedereen al zijn uren dit jaar gebruikt, is er {} te weinig.",
    AlertKind.UNDERSPENT: "Naar schatting blijft er minstens {} over. De sociale partners vragen om dat aan het "
    "opleidingsoffensief te besteden (SERV-advies 1.4).",
    AlertKind.FEW_WEEKS: "De raming steunt op {} volle weken. Dat is weinig: ze is erg onzeker.",
    AlertKind.DRAW_WAITS: "Lotingen die al gehouden moesten zijn: {}. Vraag de beheerder of het achtergrondwerk loopt.",
}
PLAIN = (AlertKind.COMMITMENT_USED, AlertKind.PAYMENT_USED, AlertKind.FEW_WEEKS, AlertKind.DRAW_WAITS)


def alert_words(alert: Alert) -> str:
    return ALERTS[alert.kind].format(alert.number if alert.kind in PLAIN else euro(alert.number))


def figures_table(found: YearFigures) -> Table:
    """Both appropriations side by side."""
    both = (found.commitment, found.payment)
    rows = [
        ["Goedgekeurd", *(euro(one.voted) for one in both)],
        ["Opzijgezet voor gereserveerde modules", euro(found.commitment.held), "Niet van toepassing"],
        ["Verschuldigd, of in een betaalopdracht", *(euro(one.spent) for one in both)],
        ["Nog vrij", *(euro(one.free) for one in both)],
        ["Raming op het einde van het jaar", *(euro(one.forecast.likely) for one in both)],
        ["Negen keer op tien ligt dat tussen", *(range_words(one) for one in both)],
    ]
    columns = [Column("Wat"), Column("Vastleggingskrediet", numeric=True), Column("Vereffeningskrediet", numeric=True)]
    return Table(f"Begroting van {found.year}", columns, rows)


def range_words(found: Appropriation) -> str:
    low, high = found.forecast.low, found.forecast.high
    if low is None or high is None:
        return "Nog niet te zeggen: te weinig weken"
    return f"{euro(low)} en {euro(high)}"


def more_rows(found: YearFigures) -> list[SummaryRow]:
    """What stands beside the appropriations."""
    exposure, expected = found.exposure, found.commitment.forecast
    rows = [
        SummaryRow("Door de bank geboekt", euro(found.booked)),
        SummaryRow("Toegekend, nog niet gereserveerd", f"{duration(exposure.minutes)} in alle portefeuilles samen"),
        SummaryRow("Kost als alles gebruikt wordt, laagste tarief", euro(exposure.low_cents)),
        SummaryRow("Kost als alles gebruikt wordt, hoogste tarief", euro(exposure.high_cents)),
        SummaryRow("Eigen kost: IT", euro(found.own_cost(CostKind.IT))),
        SummaryRow("Eigen kost: personeel", euro(found.own_cost(CostKind.STAFF))),
    ]
    if expected.low is not None and expected.high is not None:
        least, most = (max(found.commitment.voted - end, 0) for end in (expected.high, expected.low))
        rows.append(SummaryRow("Blijft over voor opleiding, naar schatting", f"tussen {euro(least)} en {euro(most)}"))
    return rows


def cost_table(costs: Sequence[CostLine]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(CostKind(line.kind).label, note=line.source),
            euro(line.cents),
            Cell(COST_STATES[CostState(line.state)][0], pill=COST_STATES[CostState(line.state)][1], note=line.ended_by),
            Cell(line.entered_by, note=day(line.entered_on)),
        ]
        for line in costs
    ]
    columns = [Column("Waarvoor"), Column("Bedrag", numeric=True), Column("Stand"), Column("Ingevuld door")]
    return Table("Kosten van het departement zelf", columns, rows, "Er is nog geen bedrag ingevuld.")


def commitment_chart(found: YearFigures) -> Chart:
    """The commitment appropriation as it was used, and where it goes."""
    used, first = found.commitment, date(found.year, 1, 1)
    points = [((monday + timedelta(days=7) - first).days, total) for monday, total in totals(used)]
    end, expected = (date(found.year, 12, 31) - first).days, used.forecast
    top = max([used.voted, expected.likely, expected.high or 0, *(total for _, total in points)])
    series = [
        Series("Vastgelegd", "solid", [(0, 0), *points] if points else []),
        Series("Raming", "dashed", [points[-1], (end, expected.likely)] if points else []),
        Series("Onzekerheid", "range", _band(found, end)),
        Series("Goedgekeurd", "limit", [(0, used.voted), (end, used.voted)]),
    ]
    across = [*((date(found.year, month, 1) - first).days for month in MONTHS), end]
    return Chart(
        title=f"Vastleggingskrediet van {found.year}",
        text=f"Vastgelegd: {euro(used.used)} van {euro(used.voted)}. Raming op 31 december: {euro(expected.likely)}.",
        series=series,
        across=list(zip(across, [*MONTHS.values(), "dec"], strict=True)),
        up=[(step, _short(step)) for step in round_steps(top)],
        table=week_table(found),
    )


def totals(used: Appropriation) -> Iterator[tuple[date, int]]:
    """What was used in all, at the end of each week."""
    mondays = [week.monday for week in used.weeks]
    return zip(mondays, accumulate(week.taken for week in used.weeks), strict=True)


def week_table(found: YearFigures) -> Table:
    rows = [
        [f"Week van {day(week.monday)}", euro(week.taken), euro(total)]
        for week, (_, total) in zip(found.commitment.weeks, totals(found.commitment), strict=True)
    ]
    columns = [Column("Week"), Column("Vastgelegd, min wat terugkwam", numeric=True), Column("Samen", numeric=True)]
    return Table("Vastgelegd per week", columns, rows, "Er is nog geen volle week met een vastlegging.")


def _band(found: YearFigures, end: int) -> list[tuple[float, float]]:
    low, high = found.commitment.forecast.low, found.commitment.forecast.high
    return [] if low is None or high is None else [(end, low), (end, high)]


def _short(cents: int) -> str:
    """An amount for an axis."""
    million = 100_000_000
    return (
        f"{cents / million:g} miljoen".replace(".", ",") if cents >= million else euro(cents).removesuffix(",00 euro")
    )
