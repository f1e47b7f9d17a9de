"""Filling the database: people, counsellors, files at every stage, payments; then the balances are summed."""

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any
from uuid import UUID

from django.db import connections
from psycopg import sql

from benchmarks.world._copies import BATCHES, COUNSELLORS, WALLETS, WIDTH, Names, Secret, numbered, statements
from benchmarks.world._lean import lean
from benchmarks.world._people import Crowd, Keys, copy_id, key_of, lines
from benchmarks.world._rows import all_rows
from benchmarks.world._sql import (
    BATCH_SUMS,
    COMPANIES,
    MEMBERS,
    OF_A_COUNSELLOR,
    OTHER_ACCOUNTS,
    PROFILES,
    WALLET_ACCOUNTS,
)
from benchmarks.world._story import Recording, Stage
from loopbaankrediet.journal.keys import unwrap
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel import crypto
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.platform.places import secret_bytes
from loopbaankrediet.platform.rings import Purpose

SHARES = {
    "code": 15,
    "opened": 10,
    "intake": 10,
    "proposed": 20,
    "signed": 90,
    "talked": 90,
    "reported": 60,
    "asked": 20,
    "reminded": 15,
    "confirmed": 80,
    "sent": 40,
    "paid": 220,
    "two paid": 150,
    "three paid": 170,
    "disputed": 10,
}
"""Of a thousand files: where they stand."""
OUTCOMES = {"bart": 150, "chantal": 150}
"""One application in so many wallets waits for an answer, or misses a fact."""
EACH = sql.SQL("true")
LATEST_DAYS, DAYS_APART = 2, 12
FULL = 4
"""Of one file in so many the application can be opened: a receipt takes 14 kB."""
FIRST_COUNSELLOR = 6_000_000


@dataclass(frozen=True)
class Sizes:
    wallets: int
    counsellors: int
    agreements: int
    seed: str = "1"


@dataclass(frozen=True)
class Members:
    """Copies `first` until `last` of a citizen, all at one stage."""

    stage: Stage
    first: int
    last: int


class Filling:
    """One filling; everything on one connection of the owner."""

    def __init__(self, recording: Recording, sizes: Sizes) -> None:
        self.recording, self.sizes = recording, sizes
        self.cursor: Any = connections["owner"].cursor()
        self.keys = Keys(
            sizes.seed,
            rings.newest(Purpose.PERSON_KEYS)[1],
            rings.newest(Purpose.NUMBERS)[1],
            secret_bytes("index_key"),
        )
        self.wallets: list[tuple[UUID, int, int]] = []
        self.batches = max(1, sizes.agreements // 2000)
        ids = [row["id"] for row in recording.batches["payments_paymentbatch"]]
        dirk = recording.counsellors["dirk"]
        one = {each.id: dirk.id for each in recording.counsellors.values()}
        persons = {each.person_id: dirk.person_id for each in recording.counsellors.values()}
        codes = {row["id"]: row["code"] for row in all_rows()["ledger.account"]}
        kinds = sorted({code.partition(":")[0] for code in codes.values() if code.endswith(str(dirk.id))})
        self.names = Names(
            one | persons,
            {batch: place for place, batch in enumerate(ids)},
            recording.known,
            dirk.person_id,
            self._identities(),
            codes,
            {kind: place for place, kind in enumerate(kinds)},
        )

    def fill(self) -> None:
        first, agreements = 1, self.sizes.agreements
        with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool, lean(self.cursor):
            self._prepare()
            self._counsellors(pool)
            citizens = self.sizes.wallets - agreements * SHARES["disputed"] // 1000
            for name, count in (
                ("an", citizens),
                ("fatima", self.sizes.wallets - citizens),
                *((name, self.sizes.wallets // share + 1) for name, share in OUTCOMES.items()),
            ):
                self._people(pool, Crowd(self.recording.citizens[name], first, first + count, self._known_since()))
                with told(f"applications of {name}: {count}"):
                    self._files(self.recording.bases[name], first, first + count)
                with told(f"files of {name}"):
                    self._stages(name, first)
                first += count
            with told("batches"):
                self._batches()
            with told("balances"):
                self._sum_up()
            start = time.perf_counter()
        sys.stdout.write(f"{time.perf_counter() - start:8.1f} s  indexes and foreign keys\n")
        self._afterwards()

    def _known_since(self) -> str:
        return f"{self.recording.bases['an'].day.isoformat()} 09:00+01"

    def _identities(self) -> set[tuple[str, str]]:
        self.cursor.execute(
            "SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name, column_name "
            "FROM information_schema.columns WHERE is_identity = 'YES'"
        )
        return set(self.cursor.fetchall())

    def _prepare(self) -> None:
        self.cursor.execute("SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'; SET synchronous_commit = off")
        self.cursor.execute("CREATE TEMP TABLE members (n bigint, k bigint, b bigint, shift integer)")
        self.cursor.execute("CREATE TEMP TABLE secret (n bigint, place integer, value bytea)")

    def _people(self, pool: ProcessPoolExecutor, crowd: Crowd) -> None:
        with told(f"people: {crowd.last - crowd.first}"):
            for people, keys in pool.map(partial(lines, self.keys), crowd.parts()):
                self._copy("people_person", "", people)
                self._copy("journal_subjectkey", "(subject_id, wrapped_key, made_at, key_number)", keys)

    def _copy(self, table: str, columns: str, text: str) -> None:
        with self.cursor.copy(f"COPY {table} {columns} FROM STDIN") as copy:
            copy.write(text)

    def _members(self, first: int, last: int, day: Any) -> None:
        """Counsellors have more and fewer clients: few have many."""
        behind = (self.recording.last_day - day).days - LATEST_DAYS
        self.cursor.execute("TRUNCATE members")
        self.cursor.execute(
            MEMBERS,
            [FIRST_COUNSELLOR, self.sizes.counsellors, self.batches, behind, DAYS_APART, first, last],
        )
        self.cursor.execute("ANALYZE members")

    def _files(self, stage: Stage, first: int, last: int) -> None:
        """Of one in `FULL` files with an agreement the application can be opened, with the looks of the sources."""
        self._members(first, last, stage.day)
        self.names.citizen = self.recording.citizens[stage.citizen]
        self.names.transfers.clear()
        self.names.learn(stage.rows)
        until = sql.Literal(first + self.sizes.agreements)
        self._write(stage, sql.SQL("m.n < {} AND m.n % {} = 0").format(until, sql.Literal(FULL)))
        self.wallets += [(row["id"], first, last) for row in stage.rows.get("credit_wallet", [])]

    def _stages(self, name: str, first: int) -> None:
        for stage, share in SHARES.items():
            found = self.recording.stages[stage]
            count = self.sizes.agreements * share // 1000
            if found.citizen == name and count:
                self._members(first, first + count, found.day)
                self.names.learn(found.rows)
                self._write(found)
                first += count

    def _write(self, stage: Stage, full: sql.Composable = EACH) -> None:
        secrets: list[Secret] = []
        self.names.full = full
        queries = list(statements(stage.rows, self.names, secrets))
        self._seal(stage, secrets, full)
        for query in queries:
            self.cursor.execute(query)

    def _seal(self, stage: Stage, secrets: Sequence[Secret], full: sql.Composable) -> None:
        """What the recorded citizen or counsellor has sealed, sealed again for each copy."""
        self.cursor.execute("TRUNCATE secret")
        opened = [(secret.place, *self._opened(secret, stage)) for secret in secrets]
        if not opened:
            return
        self.cursor.execute(sql.SQL("SELECT n, k FROM members AS m WHERE {}").format(full))
        with self.cursor.connection.cursor() as reader, reader.copy("COPY secret FROM STDIN") as copy:
            for n, k in self.cursor.fetchall():
                for place, plain, context, pattern in opened:
                    person = copy_id(pattern, k if pattern in self.names.counsellors else n)
                    sealed = crypto.seal(key_of(self.keys, person), plain, context=f"{context}:{person}")
                    copy.write(f"{n}\t{place}\t\\\\x{sealed.hex()}\n")
        self.cursor.execute("ANALYZE secret")

    def _opened(self, secret: Secret, stage: Stage) -> tuple[bytes, str, UUID]:
        """The text, its context, and whose it is."""
        dirk = self.recording.counsellors["dirk"].person_id
        els = self.recording.counsellors["els"].person_id
        for owner in (self.recording.citizens.get(stage.citizen, dirk), dirk, els):
            row = SubjectKey.objects.get(subject_id=owner)
            key = unwrap(bytes(row.wrapped_key or b""), row.key_number, owner)
            for context in self.recording.contexts:
                try:
                    plain = crypto.unseal(key, secret.sealed, context=f"{context}:{owner}")
                except crypto.SealBroken:
                    continue
                return plain, context, self.names.counsellors.get(owner, owner)
        raise LookupError(f"a sealed text of {stage.citizen} opens under no known context")

    def _counsellors(self, pool: ProcessPoolExecutor) -> None:
        dirk, count = self.recording.counsellors["dirk"], self.sizes.counsellors
        crowd = Crowd(dirk.person_id, FIRST_COUNSELLOR, FIRST_COUNSELLOR + count, self._known_since())
        with told(f"counsellors: {count}"):
            self._people(pool, crowd)
            self._registrations(crowd)

    def _registrations(self, crowd: Crowd) -> None:
        """Two in three are natural persons, the others have a company; they work where people live."""
        rows = self.recording.registration
        self.names.known -= {row["key"] for row in rows["journal_actkey"]}
        self.cursor.execute("TRUNCATE members")
        self.cursor.execute(
            "INSERT INTO members SELECT k, k, 0, 0 FROM generate_series(%s::bigint, %s::bigint - 1) AS k",
            [crowd.first, crowd.last],
        )
        self.cursor.execute(COMPANIES)
        self.names.instead = {("counsellors_counsellor", name): _said(text) for name, text in OF_A_COUNSELLOR.items()}
        self._write(Stage("dirk", self.recording.last_day, rows))
        today = self.recording.last_day
        self.cursor.execute(
            PROFILES.replace("k % ", "k %% "), [f"{self.recording.counsellors['dirk'].id}:", today, today]
        )
        for kind, place in self.names.account_places.items():
            self._accounts(kind, self.recording.counsellors["dirk"].id, "k", COUNSELLORS + place)

    def _accounts(self, kind: str, pattern: UUID, letter: str, first: int) -> None:
        """An account of this kind for every member."""
        self.cursor.execute(
            sql.SQL(
                "INSERT INTO ledger.account (id, code, unit, overdraft_allowed, tracked) OVERRIDING SYSTEM VALUE "
                "SELECT {first} + m.{letter} * {width}, {kind} || {owner}, unit, overdraft_allowed, tracked "
                "FROM members AS m, ledger.account AS pattern WHERE pattern.code = {kind} || {found}"
            ).format(
                first=sql.Literal(first),
                letter=sql.SQL(letter),
                width=sql.Literal(WIDTH),
                kind=sql.Literal(f"{kind}:"),
                owner=numbered(pattern, letter),
                found=sql.Literal(str(pattern)),
            )
        )

    def _batches(self) -> None:
        """Each batch of the recording, so many times, over the files that name it."""
        self.cursor.execute(BATCH_SUMS)
        self.cursor.execute("TRUNCATE members")
        self.cursor.execute(
            "INSERT INTO members SELECT b, 0, b, 0 FROM generate_series(0, %s - 1) AS b", [self.batches]
        )
        rows = self.recording.batches
        for number, batch in enumerate(rows["payments_paymentbatch"]):
            own = sql.SQL("(SELECT {} FROM batch_sum WHERE batch_id = {})")
            for column in ("count", "total_cents"):
                self.names.instead["payments_paymentbatch", column] = own.format(
                    sql.Identifier(column), numbered(batch["id"], "b")
                )
            self.names.instead["payments_paymentbatch", "message_id"] = sql.SQL("{} || '-' || m.b").format(
                sql.Literal(batch["message_id"])
            )
            files = [row for row in rows["payments_paymentfile"] if row["batch_id"] == batch["id"]]
            tables = {"payments_paymentbatch": [batch], "payments_paymentfile": files}
            for query in statements(tables, self.names, [], apart=()):
                self.cursor.execute(query)
            self._accounts("in-transit", batch["id"], "b", BATCHES + number)

    def _sum_up(self) -> None:
        """What the transfers say becomes the counters of the accounts."""
        self.cursor.execute("CREATE TEMP TABLE summed AS SELECT * FROM ledger.recomputed")
        for wallet, first, last in self.wallets:
            values = [WALLETS, f"{wallet}:", first, last, WALLETS]
            self.cursor.execute(WALLET_ACCOUNTS, values)
        self.cursor.execute(OTHER_ACCOUNTS)

    def _afterwards(self) -> None:
        with told("sequences, statistics"):
            for table in ("ledger.account", "ledger.transfer"):
                self.cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
            self.cursor.execute("SELECT counsellors_note_words(ARRAY(SELECT id FROM counsellors_counsellor))")
            self.cursor.execute("VACUUM (ANALYZE)")
        move_to(self.recording.last_day)


def _said(text: str) -> sql.Composable:
    return sql.SQL(text)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say how long it took."""
    start = time.perf_counter()
    yield
    sys.stdout.write(f"{time.perf_counter() - start:8.1f} s  {what}\n")
    sys.stdout.flush()
