"""Files full of people, good and bad, for the tests of deciding over a population."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from loopbaankrediet.decree.deciding.policy import Policy, policy_on
from tests.decree.persons import AN, KNOWN_ON, ON

BOOLS = ("moved_in_from_eea", "employment_contract", "under_authority", "self_employed", "fund_affiliated")
OTHERS: dict[str, object] = {"months_worked_last_24": 24, "agency_4_weeks": False, "vouchers_used_last_6_years": 0}

Row = dict[str, object]


def draft() -> Policy:
    return policy_on(ON, KNOWN_ON)


def an(**changed: object) -> Row:
    return AN | changed


def people(count: int) -> list[Row]:
    """Different enough to be granted, refused, and paid at both tariffs."""
    return [
        an(
            id=number,
            seniority_months=number * 7 % 200,
            schooling=("low", "middle", "high")[number % 3],
            vouchers_used=number % 5 % 3,
            residence=("flanders", "brussels", "wallonia", "eea", "elsewhere")[number % 5],
        )
        for number in range(count)
    ]


def text_of(rows: Iterable[Row], columns: Sequence[str] | None = None, end: str = "\n") -> str:
    """CSV as most programs write it."""
    rows = list(rows)
    names = list(columns or rows[0])
    lines = [names, *([_cell(row[name]) for name in names] for row in rows)]
    return "".join(",".join(line) + end for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def csv_file(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def parquet_file(path: Path, rows: Iterable[Row]) -> Path:
    pl.DataFrame(list(rows), infer_schema_length=None).write_parquet(path)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
