"""Read and write the files of the archive: one per released law, and one that says on which days each is the law."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from loopbaankrediet.decree.archive.restored import Content, RestoredPolicy, restored
from loopbaankrediet.decree.dated.records import DAY
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import Policy, content_hash
from loopbaankrediet.decree.errors import ArchiveDamaged
from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.laws import every_law
from loopbaankrediet.decree.shapes import ShapeRefused, read_json

FOLDER = Path(str(files("loopbaankrediet.decree.archive")))
DAYS_FILE = "in_force.json"
HASH = re.compile(r"sha256:[0-9a-f]{64}")


class Span(NamedTuple):
    """Days on which a law holds, as known on some days; all ends included, None for no end."""

    since: date
    until: date | None
    known_since: date
    known_until: date | None

    def covers(self, on: date, known_on: date) -> bool:
        within = self.since <= on and (self.until is None or on <= self.until)
        return within and self.known_since <= known_on and (self.known_until is None or known_on <= self.known_until)


class Kept(NamedTuple):
    """A released law, ready to decide, and the days on which it is the law."""

    policy: RestoredPolicy
    spans: tuple[Span, ...]

    def held(self, on: date, known_on: date) -> bool:
        """A law whose days were not written down holds at the earliest when the last of its parts starts."""
        if self.spans:
            return any(span.covers(on, known_on) for span in self.spans)
        return on >= max(_starts(self.policy.content))


class NotKept(LookupError):
    """The archive does not hold this law."""


@lru_cache(maxsize=64)
def kept(law_hash: str, folder: Path = FOLDER) -> Kept:
    """A released law, read and restored once. Raises NotKept, ArchiveDamaged."""
    content = stored(law_hash, folder)
    if content is None:
        raise NotKept(law_hash)
    return Kept(restored(content), _days_kept(folder).get(law_hash, ()))


def stored(law_hash: str, folder: Path = FOLDER) -> Content | None:
    """The content of a released law, or None when it never was released. Raises ArchiveDamaged."""
    path = folder / _name(law_hash) if HASH.fullmatch(law_hash) else None
    if path is None or not path.exists():
        return None
    content = _read(path)
    if content_hash(content) != law_hash:
        raise ArchiveDamaged(f"de inhoud van {path.name} past niet bij zijn naam.")
    return content


def released_now() -> dict[str, Policy]:
    """Every law that a decision can rest on today, by hash: each edition, as known on each day of knowledge."""
    return {policy.hash: policy for law in every_law() for policy, _ in _editions(law)}


def days_now() -> dict[str, tuple[Span, ...]]:
    """On which days each of these is the law."""
    found: dict[str, list[Span]] = {}
    for law in every_law():
        for policy, span in _editions(law):
            found.setdefault(policy.hash, []).append(span)
    return {law_hash: tuple(_joined(spans)) for law_hash, spans in found.items()}


def release(folder: Path = FOLDER) -> list[str]:
    """Write the laws that are not in the archive yet; the hashes that were added. A law is never changed.

    The days are those of today for each law of today; they stay as they were for a law that was edited since.
    """
    added = {law_hash: policy for law_hash, policy in released_now().items() if stored(law_hash, folder) is None}
    for law_hash, policy in added.items():
        text = json.dumps(policy.canonical(), ensure_ascii=False, indent=1)
        (folder / _name(law_hash)).write_text(text + "\n", encoding="utf-8")
    days = sorted((_days_kept(folder) | days_now()).items())
    here = [(law_hash, spans) for law_hash, spans in days if (folder / _name(law_hash)).exists()]
    lines = [f"{json.dumps(law_hash)}: {json.dumps(spans, default=str)}" for law_hash, spans in here]
    (folder / DAYS_FILE).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return list(added)


def _editions(law: Law) -> Iterator[tuple[Policy, Span]]:
    days: list[date | None] = [*law.known_days, None]
    for known_since, after in pairwise(days):
        assert known_since is not None
        for since, until, policy in editions(law, known_since):
            yield policy, Span(since, until, known_since, after - DAY if after else None)


def _joined(spans: list[Span]) -> Iterator[Span]:
    """The spans with those put together that only a day of knowledge parts."""
    last = spans[0]
    for span in spans[1:]:
        known_until = last.known_until
        if span[:2] == last[:2] and known_until and span.known_since == known_until + DAY:
            last = last._replace(known_until=span.known_until)
        else:
            yield last
            last = span
    yield last


def _starts(content: Content) -> Iterator[date]:
    for article in content["articles"]:
        yield date.fromisoformat(article["since"])
    for _, _, _, cell in content["parameters"]:
        yield date.fromisoformat(cell["since"])


def _days_kept(folder: Path) -> dict[str, tuple[Span, ...]]:
    path = folder / DAYS_FILE
    if not path.exists():
        return {}
    try:
        return {law_hash: tuple(map(_span, spans)) for law_hash, spans in _read(path).items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise ArchiveDamaged(f"{path.name} is niet leesbaar ({error}).") from error


def _span(ends: list[str | None]) -> Span:
    since, until, known_since, known_until = (date.fromisoformat(day) if day else None for day in ends)
    if since is None or known_since is None:
        raise ValueError(f"{ends} heeft geen begin")
    return Span(since, until, known_since, known_until)


def _read(path: Path) -> Content:
    try:
        content: Content = read_json(path.read_text(encoding="utf-8"))  # type: ignore[assignment]  # what release wrote
    except ShapeRefused as error:
        raise ArchiveDamaged(f"{path.name} is geen JSON ({error}).") from error
    return content


def _name(law_hash: str) -> str:
    return f"{law_hash.removeprefix('sha256:')}.json"
