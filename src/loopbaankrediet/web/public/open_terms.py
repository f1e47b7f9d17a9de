"""The state of everything that the implementing decisions still have to settle, printed from the data itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from loopbaankrediet.decree.dated.choices import DatedValue
from loopbaankrediet.decree.dated.procedure import choices, named_days, procedure, sanctions
from loopbaankrediet.decree.dated.records import Value
from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.saying.open_points import open_points, points_of
from loopbaankrediet.web.access import public
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.law_words import STATUS, record_sentence
from loopbaankrediet.web.paging import page_through
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

DEFAULT = re.compile(r"standaard (\d+)")
LINES_A_PAGE = 40
FIRMNESS = {"open": "Nog open", "draft": "Ontwerp", "in force": "Van kracht"}


@dataclass(frozen=True)
class State:
    """One article, amount, term, choice or day: what it says now, how firm it is, and where that comes from."""

    name: str
    says: str
    article: str
    status: str
    source: str
    since: date
    known_since: date | None

    @property
    def default(self) -> str:
        """The number of our default; empty when none answers."""
        found = DEFAULT.search(self.source)
        points = [point.default for point in points_of(self.name) if point.default]
        return found.group(1) if found else str(points[0]) if points else ""

    @property
    def waits_for_government(self) -> bool:
        """Whether a clause leaves this to the government, and nothing was decided yet."""
        return self.status == "open" and "uitvoeringsbesluit" in self.article


@public
@require_safe
def open_terms(request: AppRequest) -> HttpResponse:
    """Filters stand in the address; the day is the legal day, and no day before the draft begins."""
    on = max(request.clock.today(), LAW.since)
    states, wanted = tuple(all_states(on)), request.GET.get("stand", "")
    shown = [state for state in states if wanted in ("", state.status)]
    page = page_through(request, shown, most=LINES_A_PAGE)
    context = {
        "on": on,
        "counts": _counts(states),
        "wanted": wanted,
        "firmness": list(FIRMNESS.items()),
        "table": _table(page.object_list),
        "page": page,
        "clauses": _clauses(states),
        "questions": len(open_points()),
    }
    return render(request, "web/public/open_terms.html", context)


def all_states(on: date) -> Iterator[State]:
    """Everything dated of the law, as known on that day."""
    policy = policy_on(on, on)
    yield from _articles(policy)
    for record in (*LAW.book.parameters.values(), *procedure().values()):
        found = record.on(on, on)
        yield _state(record.name, record_sentence(record, found.value), record.article, found)
    for choice in choices().values():
        chosen = choice.on(on, on)
        yield _state(choice.name, choice.sentence(chosen.value), choice.article, chosen)
    for named in named_days().values():
        value = named.on(on, on)
        yield _state(named.name, named.phrase.format(value=day(value.value)), named.article, value)
    for sanction in sanctions(on):
        yield State(
            sanction.breach,
            sanction.says,
            sanction.article,
            sanction.status,
            sanction.source,
            sanction.since,
            sanction.known_since,
        )


def _articles(policy: Policy) -> Iterator[State]:
    for article in policy.corpus.order:
        yield State(
            article.rule,
            article.text,
            article.reference,
            article.status,
            article.source,
            article.since,
            article.known_since,
        )


def _state(name: str, says: str, article: str, found: Value | DatedValue[tuple[str, ...]] | DatedValue[date]) -> State:
    return State(name, says, article, found.status, found.source, found.since, found.known_since)


def _counts(states: Iterable[State]) -> Table:
    listed = list(states)
    rows: list[list[Cell | str]] = [
        [STATUS[status], str(sum(state.status == status for state in listed))] for status in FIRMNESS
    ]
    return Table("Hoe vast het geheel is", [Column("Stand"), Column("Aantal", numeric=True)], rows)


def _clauses(states: Iterable[State]) -> Table:
    """The clauses that leave something to the government and that nobody filled in yet."""
    found: dict[str, list[str]] = {}
    for state in states:
        if state.waits_for_government:
            found.setdefault(state.article, []).append(state.says)
    rows: list[list[Cell | str]] = [
        [capfirst(article), str(len(says)), " ".join(says[:2])] for article, says in sorted(found.items())
    ]
    columns = [Column("Bepaling"), Column("Punten", numeric=True), Column("Wat we intussen doen")]
    return Table("Wat de regering nog kan invullen", columns, rows, "Alles is ingevuld.")


def _table(states: Iterable[State]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(state.says, note=f"Bron: {state.source}"),
            state.article,
            STATUS[state.status],
            Cell(f"sinds {day(state.since)}", note=_known(state)),
            state.default or "-",
        ]
        for state in states
    ]
    columns = [Column("Wat"), Column("Artikel"), Column("Stand"), Column("Vanaf"), Column("Standaard")]
    return Table("Elk artikel en elk gegeven", columns, rows)


def _known(state: State) -> str:
    return f"gekend sinds {day(state.known_since)}" if state.known_since else ""
