"""The law of 1 March 2027 written by hand, as well as we can, for Polars, NumPy and numba; and a copy of as many bytes.

The same columns in, the same six columns out, in whole cents; enumerations are codes, as an engine holds them. Nothing
here comes from the articles: the amounts are written out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import polars as pl

BLOCK = 65_536
"""Rows at a time, so that the columns of a block stay in the second-level cache; 32,768 and 131,072 were no faster."""

THREADS = 2

TYPES: dict[str, type[np.generic]] = {
    "granted": np.bool_,
    "minutes": np.int32,
    "public_cents_per_hour": np.int32,
    "own_cents_per_hour": np.int32,
    "public_cents": np.int32,
    "own_cents": np.int32,
}

Column = np.ndarray[Any, Any]
Columns = Mapping[str, Column]


def room(size: int) -> dict[str, Column]:
    """Empty columns for the answers."""
    return {name: np.empty(size, kind) for name, kind in TYPES.items()}


def in_blocks(work: Callable[[slice], None], size: int, block: int = BLOCK) -> None:
    """Every block once, in two threads."""
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, (slice(start, start + block) for start in range(0, size, block))))


# ---- Polars


def polars(people: pl.LazyFrame) -> pl.LazyFrame:
    """Codes of enumerations and numbers of 16 bits: of the forms we tried, the fastest."""
    c = pl.col
    home, work = c("residence").to_physical(), c("workplace").to_physical()
    lives_here, works_here = home <= 1, work <= 1
    resident = lives_here | (works_here & ((home == 3) | ((home == 2) & c("moved_in_from_eea"))))
    active = c("employment_contract") | c("under_authority") | (c("self_employed") & c("fund_affiliated"))
    right = _small(c("vouchers_used") == 0, 360, _small(c("vouchers_used") == 1, 120, pl.lit(0, pl.Int16)))
    left = (c("right") - c("credit_minutes_granted")).cast(pl.Int32)
    granted = resident & active & (c("seniority_months") >= 84) & (c("right") > c("credit_minutes_granted"))
    low = c("schooling").to_physical() == 0
    return (
        people.with_columns(right=right, low=low)
        .with_columns(granted=granted, public_cents_per_hour=_price(9390, 8390), own_cents_per_hour=_price(1500, 2500))
        .with_columns(minutes=pl.when(c("granted")).then(left).otherwise(pl.lit(0, pl.Int32)))
        .with_columns(public_cents=_cents("public_cents_per_hour"), own_cents=_cents("own_cents_per_hour"))
        .select(*TYPES)
    )


def _small(test: pl.Expr, then: int, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(test).then(pl.lit(then, pl.Int16)).otherwise(otherwise)


def _price(low: int, others: int) -> pl.Expr:
    return pl.when(pl.col("low")).then(pl.lit(low, pl.Int32)).otherwise(pl.lit(others, pl.Int32))


def _cents(price: str) -> pl.Expr:
    return (pl.col(price) * pl.col("minutes") + 30) // 60


# ---- NumPy, plain


def numpy_plain(given: Columns) -> dict[str, Column]:
    """Blocks and two threads, and further as one would write it."""
    answers = room(len(given["residence"]))

    def fill(block: slice) -> None:
        for name, values in _plain({name: column[block] for name, column in given.items()}).items():
            answers[name][block] = values

    in_blocks(fill, len(given["residence"]))
    return answers


def _plain(c: Columns) -> dict[str, Column]:
    home, work = c["residence"], c["workplace"]
    resident = (home <= 1) | ((work <= 1) & ((home == 3) | ((home == 2) & c["moved_in_from_eea"])))
    active = c["employment_contract"] | c["under_authority"] | (c["self_employed"] & c["fund_affiliated"])
    right = np.where(c["vouchers_used"] == 0, 360, np.where(c["vouchers_used"] == 1, 120, 0))
    granted = resident & active & (c["seniority_months"] >= 84) & (right > c["credit_minutes_granted"])
    minutes = np.where(granted, right - c["credit_minutes_granted"], 0)
    low = c["schooling"] == 0
    public, own = np.where(low, 9390, 8390), np.where(low, 1500, 2500)
    totals = ((public * minutes + 30) // 60, (own * minutes + 30) // 60)
    return dict(zip(TYPES, (granted, minutes, public, own, *totals), strict=True))


# ---- NumPy, tuned

RIGHT = np.array((360, 120, 0), np.int16)
PUBLIC, OWN = np.array((9390, 8390, 8390), np.int32), np.array((1500, 2500, 2500), np.int32)
Scratch = tuple[Column, Column, Column, Column, Column]


def scratch() -> Scratch:
    """Room for one block in one thread."""
    truths = tuple(np.empty(BLOCK, np.bool_) for _ in range(3))
    return (*truths, np.empty(BLOCK, np.int16), np.empty(BLOCK, np.int16))  # type: ignore[return-value]


def tuned_with(given: Columns, answers: dict[str, Column]) -> Callable[[], dict[str, Column]]:
    """Tables, narrow numbers, blocks, two threads that stay, and no memory taken after the first call."""
    size = len(given["residence"])
    pool, rooms = ThreadPoolExecutor(THREADS), [scratch() for _ in range(THREADS)]

    def half(at: int) -> None:
        for start in range(at * BLOCK, size, THREADS * BLOCK):
            block = slice(start, min(start + BLOCK, size))
            _tuned(given, answers, block, tuple(part[: block.stop - start] for part in rooms[at]))  # type: ignore[arg-type]

    def run() -> dict[str, Column]:
        list(pool.map(half, range(THREADS)))
        return answers

    return run


def _tuned(given: Columns, answers: dict[str, Column], block: slice, own_room: Scratch) -> None:
    one, other, third, right, used = own_room
    granted, minutes = answers["granted"][block], answers["minutes"][block]
    c = {name: column[block] for name, column in given.items()}
    np.equal(c["residence"], 2, out=one)
    np.bitwise_and(one, c["moved_in_from_eea"], out=one)
    np.bitwise_or(one, np.equal(c["residence"], 3, out=other), out=one)
    np.bitwise_and(one, np.less_equal(c["workplace"], 1, out=other), out=one)
    np.bitwise_or(one, np.less_equal(c["residence"], 1, out=other), out=one)
    np.bitwise_and(c["self_employed"], c["fund_affiliated"], out=other)
    np.bitwise_or(other, c["employment_contract"], out=other)
    np.bitwise_or(other, c["under_authority"], out=other)
    np.bitwise_and(one, other, out=one)
    np.bitwise_and(one, np.greater_equal(c["seniority_months"], 84, out=third), out=one)
    _right(c["vouchers_used"], right, used)
    np.bitwise_and(one, np.greater(right, c["credit_minutes_granted"], out=other), out=granted)
    np.subtract(right, c["credit_minutes_granted"], out=right)
    np.multiply(right, granted, out=minutes)
    _money(c["schooling"], minutes, answers, block)


def _right(vouchers: Column, right: Column, used: Column) -> None:
    np.minimum(vouchers, 2, out=used)
    np.take(RIGHT, used, out=right, mode="clip")


def _money(schooling: Column, minutes: Column, answers: dict[str, Column], block: slice) -> None:
    for name, table in (("public_cents", PUBLIC), ("own_cents", OWN)):
        price, cents = answers[f"{name}_per_hour"][block], answers[name][block]
        np.take(table, schooling, out=price, mode="clip")
        np.multiply(price, minutes, out=cents)
        np.add(cents, 30, out=cents)
        np.floor_divide(cents, 60, out=cents)


# ---- numba


@cache
def _loop() -> Callable[..., None]:
    import numba

    def law(
        home: Column,
        moved: Column,
        work: Column,
        contract: Column,
        authority: Column,
        alone: Column,
        fund: Column,
        months: Column,
        schooling: Column,
        vouchers: Column,
        had: Column,
        granted: Column,
        minutes: Column,
        public: Column,
        own: Column,
        public_cents: Column,
        own_cents: Column,
    ) -> None:
        for row in range(len(home)):
            lives_here, works_here = home[row] <= 1, work[row] <= 1
            resident = lives_here | (works_here & ((home[row] == 3) | ((home[row] == 2) & moved[row])))
            active = contract[row] | authority[row] | (alone[row] & fund[row])
            right = np.int32(360 if vouchers[row] == 0 else 120 if vouchers[row] == 1 else 0)
            given = resident & active & (months[row] >= 84) & (right > had[row])
            left = np.int32(right - had[row] if given else 0)
            low = schooling[row] == 0
            price, share = np.int32(9390 if low else 8390), np.int32(1500 if low else 2500)
            granted[row], minutes[row], public[row], own[row] = given, left, price, share
            public_cents[row] = np.int32(price * left + 30) // np.int32(60)
            own_cents[row] = np.int32(share * left + 30) // np.int32(60)

    compiled: Callable[..., None] = numba.njit(nogil=True)(law)
    return compiled


def numba_with(given: Columns, answers: dict[str, Column]) -> Callable[[], dict[str, Column]]:
    """A compiled loop, half of the rows to each of two threads, into the same columns every time."""
    law, columns = _loop(), (*given.values(), *answers.values())
    return halves(lambda half: law(*(column[half] for column in columns)), len(columns[0]), answers)


# ---- the bytes alone


def copy_of(given: Columns, answers: dict[str, Column]) -> Callable[[], dict[str, Column]]:
    """Reads and writes together as many bytes as the law reads and writes, in two threads, into the same place."""
    moved = sum(column.nbytes for column in (*given.values(), *answers.values())) // 2
    source, target = np.ones(moved, np.uint8), np.ones(moved, np.uint8)
    return halves(lambda half: np.copyto(target[half], source[half]), moved, answers)


def halves(work: Callable[[slice], None], size: int, answers: dict[str, Column]) -> Callable[[], dict[str, Column]]:
    """A call that does the work on both halves at once."""
    pool = ThreadPoolExecutor(THREADS)
    parts: Sequence[slice] = (slice(0, size // 2), slice(size // 2, size))

    def run() -> dict[str, Column]:
        list(pool.map(work, parts))
        return answers

    return run
