"""Methods of the catalogue in words and tables."""

from collections.abc import Iterable

from django.urls import reverse

from loopbaankrediet.counsellors.methods.models import MethodState
from loopbaankrediet.counsellors.methods.queries import MethodView
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

STATE_WORDS = {
    MethodState.PROPOSED: Cell("Voorgesteld", pill="info"),
    MethodState.ACCEPTED: Cell("Aanvaard", pill="ok"),
    MethodState.REFUSED: Cell("Niet aanvaard", pill="err"),
    MethodState.WITHDRAWN: Cell("Ingetrokken", pill="warn"),
}
COLUMNS = (Column("Methodiek"), Column("Steunt op"), Column("Toestand"))


def method_table(methods: Iterable[MethodView], *, caption: str, when_empty: str, address: str = "") -> Table:
    """`address`: the name of the page of one method, when there is one to go to."""
    rows: list[list[Cell | str]] = [
        [
            Cell(one.name, reverse(address, args=[one.id]) if address else ""),
            one.basis,
            Cell(STATE_WORDS[MethodState(one.state)].text, note=_since(one)),
        ]
        for one in methods
    ]
    return Table(caption, COLUMNS, rows, when_empty)


def review_words(is_founded: bool) -> Cell:
    return Cell("Onderbouwd", pill="ok") if is_founded else Cell("Niet onderbouwd", pill="err")


def _since(one: MethodView) -> str:
    if one.withdrawn_from:
        return f"Telt niet meer vanaf {day(one.withdrawn_from)}: {one.withdrawn_why}"
    if one.decided_on:
        return f"Sinds {day(one.decided_on)}"
    return f"Voorgesteld op {day(one.proposed_on)}"
