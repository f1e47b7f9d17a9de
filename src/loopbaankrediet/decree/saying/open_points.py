"""The questions of the SERV's opinion that stay open, and which article or record each of them is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loopbaankrediet.decree.dated.records import read_table


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One question, in our own words. `records` hold our answer for now; `default` is 0 when no single one answers."""

    number: int
    section: str
    question: str
    articles: tuple[str, ...]
    records: tuple[str, ...]
    default: int
    note: str = ""


@cache
def open_points() -> tuple[OpenPoint, ...]:
    """All of them, by number."""
    rows = read_table("open_points.toml")["open_points"]
    return tuple(OpenPoint(**row | {key: tuple(row[key]) for key in ("articles", "records")}) for row in rows)


def points_about(article: str) -> tuple[OpenPoint, ...]:
    """The questions about an article, also those about one of its parts ('art. 12' and 'art. 12, 4°')."""
    parts = article.partition(" (")[0].split(" en ")
    return tuple(point for point in open_points() if any(_within(a, part) for a in point.articles for part in parts))


def points_of(record: str) -> tuple[OpenPoint, ...]:
    """The questions that a parameter, choice or day answers for now."""
    return tuple(point for point in open_points() if record in point.records)


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other},") or other.startswith(f"{one},")
