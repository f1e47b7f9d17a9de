"""The conditions of a registration as a table: the same for the registrar and for the counsellor herself."""

from collections.abc import Iterable

from loopbaankrediet.counsellors.conditions import ConditionView
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.law_words import HOLDS


def conditions_table(conditions: Iterable[ConditionView]) -> Table:
    """Each condition with its rule, what we know about her, and whether it holds."""
    rows: list[list[Cell | str]] = [
        [Cell(condition.rule, note=condition.article), condition.sentence, HOLDS[condition.holds]]
        for condition in conditions
    ]
    columns = [Column("Voorwaarde"), Column("Wat we weten"), Column("In orde?")]
    return Table("De voorwaarden voor registratie", columns, rows, "Van deze registratie is geen beslissing bewaard.")
