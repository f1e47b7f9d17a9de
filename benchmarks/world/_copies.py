"""Turning one recorded row into a statement that writes its copies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import sql

from benchmarks.world._rows import Row, Tables

WALLETS, COUNSELLORS, BATCHES, TRANSFERS = 10**9, 2 * 10**9, 3 * 10**9, 10**9
WIDTH = 64
"""Ids of copies begin where no act comes; what citizens pay with leaves ten digits to the id of a transfer."""
TO_TRANSFERS = frozenset(
    {"hold_id", "reverses_id", "minutes_hold", "cents_hold", "cents_transfer", "minutes_transfer"}
    | {"owed_transfer", "settled_transfer", "spent_transfer"}
)
MADE_APART = ("payments_paymentbatch", "payments_paymentfile", "ledger.account")
"""Not once for every file: batches, accounts."""
GIVEN_BY_THE_DATABASE = frozenset(
    {("payments_claim", "number"), ("credit_application", "number"), ("ledger.transfer", "recorded_in")}
    | {("journal_entry", "recorded_in"), ("ledger.transfer", "recorded_at")}
)
Value = sql.Composable


@dataclass
class Names:
    """What stands for what in a copy: the counsellors and batches of a member, her transfers, the account codes."""

    counsellors: dict[UUID, UUID]
    batches: dict[UUID, int]
    known: set[UUID]
    citizen: UUID
    identities: set[tuple[str, str]]
    codes: dict[int, str]
    account_places: dict[str, int]
    transfers: dict[int, int] = field(default_factory=dict)
    instead: dict[tuple[str, str], Value] = field(default_factory=dict)
    full: sql.Composable = field(default_factory=lambda: sql.SQL("true"))

    def learn(self, tables: Tables) -> None:
        """Number the transfers of this file."""
        for row in sorted(tables.get("ledger.transfer", []), key=lambda one: int(one["id"])):
            self.transfers.setdefault(row["id"], len(self.transfers))


@dataclass(frozen=True)
class Secret:
    """A sealed value of a recorded row, that each copy has sealed under its own key."""

    place: int
    sealed: bytes


def statements(
    tables: Tables, names: Names, secrets: list[Secret], apart: tuple[str, ...] = MADE_APART
) -> Iterator[sql.Composed]:
    """One INSERT per row, from the members that `members` holds at that moment."""
    for table, rows in tables.items():
        if table not in apart:
            for row in rows:
                yield _statement(table, row, names, secrets)


def _statement(table: str, row: Row, names: Names, secrets: list[Secret]) -> sql.Composed:
    columns = [name for name in row if not _left_out(table, name, names)]
    joins: list[Value] = []
    values: list[Value] = []
    for name in columns:
        if name.endswith("_sealed") and row[name] is not None:
            secret = Secret(len(secrets), row[name])
            secrets.append(secret)
            joins.append(
                sql.SQL(" LEFT JOIN secret AS s{0} ON s{0}.n = m.n AND s{0}.place = {0}").format(
                    sql.Literal(secret.place)
                )
            )
            values.append(sql.SQL("coalesce(s{}.value, '')").format(sql.Literal(secret.place)))
        else:
            values.append(value_of(table, name, row[name], names))
    if row.get("kind") == "look":
        joins.append(sql.SQL(" WHERE {}").format(names.full))
    return sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM members AS m{}").format(
        sql.SQL(table), _listed(columns), sql.SQL(", ").join(values), sql.SQL("").join(joins)
    )


def _listed(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _left_out(table: str, name: str, names: Names) -> bool:
    if (table, name) == ("ledger.transfer", "id"):
        return False
    return (table, name) in GIVEN_BY_THE_DATABASE or (table, name) in names.identities


def value_of(table: str, name: str, value: Any, names: Names) -> Value:
    """What a copy has where the recorded row has `value`."""
    if (table, name) in names.instead:
        return names.instead[table, name]
    if isinstance(value, UUID):
        return _uuid(value, names)
    if isinstance(value, datetime | date):
        kind = sql.SQL("timestamptz" if isinstance(value, datetime) else "date")
        shift = sql.SQL("m.shift * interval '1 day'" if isinstance(value, datetime) else "m.shift")
        return sql.SQL("{}::{} + {}").format(sql.Literal(value.isoformat()), kind, shift)
    if (value is not None and (table, name) == ("ledger.transfer", "id")) or name in TO_TRANSFERS:
        return _transfer(value, names)
    if table == "ledger.transfer" and name in ("debit_account_id", "credit_account_id"):
        return account(names.codes[value], names)
    if (table, name) == ("guidance_accesscode", "code_hash"):
        return sql.SQL("sha256(({} || m.n)::bytea)").format(sql.Literal(value.hex()))
    if (table, name) == ("payments_paymentitem", "end_to_end_id"):
        return sql.SQL("{} || '-' || m.n").format(sql.Literal(value))
    return sql.Literal(value)


def _uuid(value: UUID, names: Names) -> Value:
    if value in names.counsellors:
        return numbered(names.counsellors[value], "k")
    if value in names.batches:
        return numbered(value, "b")
    if value in names.known and value != names.citizen:
        return sql.SQL("{}::uuid").format(sql.Literal(str(value)))
    return numbered(value, "n")


def numbered(pattern: UUID, letter: str) -> Value:
    return sql.SQL("md5({} || m.{})::uuid").format(sql.Literal(f"{pattern}:"), sql.SQL(letter))


def _transfer(value: int | None, names: Names) -> Value:
    if value is None or value not in names.transfers:
        return sql.Literal(value)
    return sql.SQL("{} + m.n * {}::bigint").format(sql.Literal(TRANSFERS + names.transfers[value]), sql.Literal(WIDTH))


def account(code: str, names: Names) -> Value:
    """The id of the copy's account; an account of nobody in particular stays what it is."""
    kind, _, owner = code.partition(":")
    if kind == "wallet":
        return sql.SQL("{} + m.n").format(sql.Literal(WALLETS))
    found = UUID(owner) if len(owner) == 36 else None
    if found in names.counsellors:
        return sql.SQL("{} + m.k * {}").format(
            sql.Literal(COUNSELLORS + names.account_places[kind]), sql.Literal(WIDTH)
        )
    if found in names.batches:
        return sql.SQL("{} + m.b * {}").format(sql.Literal(BATCHES + names.batches[found]), sql.Literal(WIDTH))
    return sql.Literal(next(place for place, known in names.codes.items() if known == code))
