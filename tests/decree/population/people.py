"""A population from a seed, quick enough for ten million rows: every fact of every law, with the links between them."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from loopbaankrediet.decree.facts import FACTS
from loopbaankrediet.decree.population import plan_for
from tests.decree.population.people_files import draft

Column = np.ndarray[Any, Any]


def people(rows: int, seed: int) -> pl.DataFrame:
    """So many persons, in the column types that engines read. Shares are made up, but not absurd: most people live and
    work here, never used a voucher, and got credit in whole modules or not at all.
    """
    chance = np.random.default_rng(seed)
    facts = _home_and_work(chance, rows) | _career(chance, rows) | _vouchers_and_credit(chance, rows)
    plan = plan_for(draft())
    return pl.DataFrame([_column(name, facts[name], plan.schema(name)) for name in FACTS])


def _home_and_work(chance: np.random.Generator, rows: int) -> dict[str, Column]:
    home = _drawn(chance, rows, (56, 10, 28, 4, 2))
    elsewhere = _drawn(chance, rows, (55, 20, 20, 3, 2))
    contract = chance.random(rows, np.float32) < 0.72
    authority = ~contract & (chance.random(rows, np.float32) < 0.4)
    self_employed = chance.random(rows, np.float32) < 0.15
    return {
        "residence": home,
        "workplace": np.where(chance.random(rows, np.float32) < 0.7, home, elsewhere),
        "moved_in_from_eea": chance.random(rows, np.float32) < 0.06,
        "employment_contract": contract,
        "under_authority": authority,
        "self_employed": self_employed,
        "fund_affiliated": self_employed & (chance.random(rows, np.float32) < 0.95),
        "schooling": _drawn(chance, rows, (18, 40, 42)),
        "low_income": chance.random(rows, np.float32) < 0.25,
    }


def _career(chance: np.random.Generator, rows: int) -> dict[str, Column]:
    months = chance.integers(0, 541, rows, np.int16)
    steady = chance.random(rows, np.float32) < 0.8
    worked = np.where(steady, 24, chance.integers(0, 25, rows, np.int16)).astype(np.int16)
    return {
        "seniority_months": months,
        "months_worked_last_24": np.minimum(worked, months),
        "agency_4_weeks": chance.random(rows, np.float32) < 0.05,
    }


def _vouchers_and_credit(chance: np.random.Generator, rows: int) -> dict[str, Column]:
    used = _drawn(chance, rows, (86, 8, 4, 1, 1)).astype(np.int16)
    minutes = np.array((0, 120, 240, 360, 90, 420), np.int16)[_drawn(chance, rows, (900, 30, 20, 45, 4, 1))]
    since = chance.integers(0, 121, rows, np.int16)
    return {
        "vouchers_used": used,
        "vouchers_used_last_6_years": np.minimum(used, chance.integers(0, 5, rows, np.int16)),
        "credit_minutes_granted": minutes,
        "months_since_last_credit": np.where(minutes > 0, since, 0).astype(np.int16),
    }


def _drawn(chance: np.random.Generator, rows: int, shares: tuple[int, ...]) -> Column:
    """Numbers of choices, in about these shares."""
    tickets = np.repeat(np.arange(len(shares), dtype=np.uint8), shares)
    drawn: Column = tickets[chance.integers(0, len(tickets), rows, np.uint16)]
    return drawn


def _column(name: str, values: Column, dtype: pl.DataType) -> pl.Series:
    column = pl.Series(name, values)
    return column.cat.to(dtype) if isinstance(dtype, pl.Enum) else column.cast(dtype)
