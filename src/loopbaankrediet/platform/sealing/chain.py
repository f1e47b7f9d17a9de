"""Sealing a chain and checking it. One writer at a time: the lock file of the chain's roots."""

import fcntl
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db import connection, transaction

from loopbaankrediet.platform.sealing import roots
from loopbaankrediet.platform.sealing.breaks import Break, SealRefused

ROWS_A_BLOCK = 100_000
SEAL = "SELECT {schema}.seal_block(%s)"
BLOCKS = """
SELECT number, rows, first_id, last_id, encode(previous_root, 'hex'), encode(root, 'hex'), sealed_at
  FROM {schema}.block WHERE number > %s ORDER BY number
"""
ROOTS = """
SELECT number, encode(root, 'hex'), exported_at IS NOT NULL FROM {schema}.block
  LEFT JOIN {schema}.exported_block USING (number) ORDER BY number
"""
ROOT = "SELECT encode(root, 'hex') FROM {schema}.block WHERE number = %s"
LAST = "SELECT coalesce(max(number), 0) FROM {schema}.block"
LAST_EXPORTED = "SELECT coalesce(max(number), 0) FROM {schema}.exported_block"
NOTE_EXPORT = """
INSERT INTO {schema}.exported_block (number)
SELECT number FROM {schema}.block
 WHERE number <= %s AND number > coalesce((SELECT max(number) FROM {schema}.exported_block), 0)
"""
COUNTS = """
SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM {schema}.block), (SELECT count(*) FROM {schema}.block), count(*),
       min(recorded_at), count(*) FILTER (WHERE recorded_in >= pg_snapshot_xmax(pg_current_snapshot()))
  FROM {table} WHERE recorded_in >= coalesce((SELECT max(before_xid) FROM {schema}.block), '0')
"""
BROKEN_LINK = "SELECT number, what FROM {schema}.broken_link WHERE what IS NOT NULL ORDER BY number LIMIT 1"
BROKEN_ROWS = """
SELECT block.number FROM {schema}.block
 CROSS JOIN LATERAL {schema}.leaves(from_xid, before_xid) AS found
 WHERE found.leaves IS DISTINCT FROM block.leaves ORDER BY block.number LIMIT 1
"""
BROKEN_ROW = "SELECT id, what, encode(kept, 'hex'), encode(found, 'hex') FROM {schema}.broken_row(%s)"

PROVE_AND_KEEP = "SELECT {schema}.prove_and_keep(%s::jsonb, %s::jsonb)"
NOTHING_MORE: Mapping[str, int] = MappingProxyType({})
LAST_KEPT = """
SELECT verified_at, rows, blocks, unsealed, unsealed_since, totals::text, breaks::text FROM {schema}.verification
 ORDER BY id DESC LIMIT %s
"""


@dataclass(frozen=True)
class Sealed:
    """The state of a chain. `unsealed_since`: when the oldest row that waits for a seal was recorded."""

    rows: int
    blocks: int
    unsealed: int
    unsealed_since: datetime | None
    breaks: tuple[Break, ...]
    restores: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A stored result: `totals` are what the room itself counted, `breaks` all that was found."""

    verified_at: datetime
    sealed: Sealed
    totals: dict[str, int]
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Chain:
    """A table with a chain of seals in `schema` (see `chain.sql`); its roots go to `<schema>.jsonl`."""

    schema: str
    table: str

    def seal(self, *, rows_a_block: int = ROWS_A_BLOCK) -> int:
        """Seal all that may be sealed, export and sign every new root; returns the rows sealed.

        SealRefused when the exported roots and the database tell another story: then nothing is signed any more.
        """
        with self._writing() as path:
            self._check_last_root(path)
            while self._one(SEAL, rows_a_block) is not None:
                continue
            return self._export(path)

    def accept_restore(self, reason: str, at: datetime) -> None:
        """After a restore on purpose: the file notes, signed, that roots beyond the database's last block are void."""
        with self._writing() as path:
            number = self._one(LAST)
            root = self._one(ROOT, number)
            known, _ = roots.read(path)
            if number and known.get(number) != root:
                raise SealRefused(f"{path.name}: blok {number} in de databank is niet het blok dat hier staat.")
            facts = {"chain": self.schema, "restored_to": number, "root": root or "", "reason": reason}
            roots.append(path, facts | {"at": at.isoformat()})

    def check_last(self) -> None:
        """SealRefused when the last exported root and the database tell another story. Waits for no writer."""
        self._check_last_root(roots.roots_file(self.schema))

    def check(self) -> Sealed:
        """Recompute every block, link, signature and exported root; of each kind the first break."""
        with self._writing() as path, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            rows, blocks, unsealed, since, ahead = self._rows(COUNTS)[0]
            breaks = [*self._broken_chain(), *self._broken_roots(path)]
            if ahead:
                breaks.append(Break(self.table, "rij uit de toekomst", "0", str(ahead)))
            return Sealed(rows, blocks, unsealed, since, tuple(breaks), tuple(roots.restores(path)))

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        path = roots.roots_file(self.schema)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield path

    def _check_last_root(self, path: Path) -> None:
        """What was noted as exported is asked first: the file may grow meanwhile, and only then be noted."""
        exported = self._one(LAST_EXPORTED)
        known = roots.last_known(path)
        if known.number and self._one(ROOT, known.number) != known.root:
            raise SealRefused(
                f"{path.name} kent blok {known.number} met een andere wortel dan de databank, of de databank kent het "
                f"niet: ze is ouder of veranderd. Kijk na met `{self.schema} verify`. Was het terugzetten bedoeld: "
                f"`{self.schema} seal --after-restore REDEN`."
            )
        if exported > known.number:
            raise SealRefused(
                f"{path.name} gaat tot blok {known.number}, maar blok {exported} stond er al in: er is iets "
                "weggenomen. Zet de kopie van dit bestand terug."
            )

    def _export(self, path: Path) -> int:
        """Write, in order, what the file does not know yet; then note in the database that it does."""
        sealed = 0
        for number, rows, first_id, last_id, previous, root, sealed_at in self._rows(
            BLOCKS, roots.last_known(path).number
        ):
            facts = {"chain": self.schema, "number": number, "rows": rows, "first_id": first_id, "last_id": last_id}
            roots.append(path, facts | {"previous_root": previous, "root": root, "sealed_at": sealed_at.isoformat()})
            sealed += rows
        with connection.cursor() as cursor:
            cursor.execute(self._sql(NOTE_EXPORT), [roots.last_known(path).number])
        return sealed

    def _broken_chain(self) -> Iterator[Break]:
        for number, what in self._rows(BROKEN_LINK):
            yield Break(f"blok {number}", what, "", "")
        for (number,) in self._rows(BROKEN_ROWS):
            for row_id, what, kept, found in self._rows(BROKEN_ROW, number):
                yield Break(f"rij {row_id} in blok {number}", what, str(kept)[:16], str(found)[:16])

    def _broken_roots(self, path: Path) -> Iterator[Break]:
        exported, breaks = roots.read(path)
        yield from breaks[:1]
        kept = {number: root for number, root, noted in self._rows(ROOTS) if noted or number in exported}
        for number in sorted(kept.keys() | exported.keys()):
            if kept.get(number) != exported.get(number):
                yield _difference(number, kept.get(number), exported.get(number), path)
                return

    def prove_and_keep(self, *, others: Sequence[Break] = (), totals: Mapping[str, int] = NOTHING_MORE) -> bool:
        """Have the database prove and store all it can, beside what the exported roots contradict; was all well?

        `others` and `totals`: what somebody else found and counted, to be stored with it.
        """
        with self._writing() as path, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            outside = json.dumps([asdict(one) for one in (*self._broken_roots(path), *others)])
            cursor.execute(self._sql(PROVE_AND_KEEP), [outside, json.dumps(dict(totals))])
            return bool(cursor.fetchone()[0])

    def last_kept(self, most: int) -> list[Kept]:
        """The results that were stored last, the newest first."""
        return [
            Kept(
                at,
                Sealed(rows, blocks, unsealed, since, (), ()),
                json.loads(totals),
                tuple(Break(**one) for one in json.loads(breaks)),
            )
            for at, rows, blocks, unsealed, since, totals, breaks in self._rows(LAST_KEPT, most)
        ]

    def _rows(self, text: str, *parameters: int) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(text), list(parameters))
            return list(cursor.fetchall())

    def _one(self, text: str, *parameters: int) -> Any:
        rows = self._rows(text, *parameters)
        return rows[0][0] if rows else None

    def _sql(self, text: str) -> str:
        return text.replace("{schema}", self.schema).replace("{table}", self.table)


def _difference(number: int, kept: str | None, exported: str | None, path: Path) -> Break:
    what = "wortel verschilt"
    if kept is None:
        what = "blok ontbreekt in de databank"
    if exported is None:
        what = f"blok ontbreekt in {path.name}"
    return Break(f"blok {number}", what, str(exported)[:16], str(kept)[:16])


def sentence(name: str, found: Sealed, now: datetime) -> str:
    """One line for the operator: what is sealed, what waits, and since when."""
    waits = f"{found.unsealed} not yet sealed"
    if found.unsealed_since:
        waits += f" (oldest {max(0, int((now - found.unsealed_since).total_seconds()))} s)"
    restored = "".join(f"\n{name}: restored, accepted: {line}" for line in found.restores)
    return f"{name}: {found.rows} rows sealed in {found.blocks} blocks, {waits}, key {roots.public_key()}{restored}\n"


def first_break(name: str, breaks: Sequence[Break]) -> str:
    """What went wrong first, on one line."""
    first = breaks[0]
    return (
        f"{name}: {len(breaks)} break(s). First: {first.place} ({first.what}): "
        f"kept {first.kept}, found {first.recomputed}\n"
    )
