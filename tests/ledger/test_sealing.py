"""Nobody rewrites what was written: every way of tampering is found, also by who owns the tables."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, connections

from loopbaankrediet.journal.actions import Subject, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.journal.sealing import CHAIN as JOURNAL
from loopbaankrediet.journal.verification import main as verify_journal
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import FixedClock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.ledger.queries import last_proofs
from loopbaankrediet.ledger.sealing import CHAIN as LEDGER
from loopbaankrediet.ledger.verification import main as verify_ledger
from loopbaankrediet.ledger.verification import prove_and_keep
from loopbaankrediet.platform.sealing.breaks import SealRefused
from loopbaankrediet.platform.sealing.chain import Chain

pytestmark = pytest.mark.database
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
CLOCK = FixedClock(NOW, date(2027, 3, 1))
BLOCKS, ROWS = 3, 4


@pytest.fixture
def seals(committed_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three blocks of four rows in both chains; the folder of the exported roots."""
    monkeypatch.setenv("LOOPBAANKREDIET_SEALS", str(tmp_path))
    wallet = accounts.wallet(uuid4())
    for account in (accounts.minutes_issued(), wallet):
        account.open()
    for _ in range(BLOCKS):
        for _ in range(ROWS):
            grant(wallet)
            note()
        LEDGER.seal()
        JOURNAL.seal()
    yield tmp_path
    connection.close()


def grant(wallet: Account) -> None:
    steps = [direct("grant", accounts.minutes_issued(), wallet, 60)]
    record(steps, act="grant", act_key=uuid4(), effective_on=CLOCK.today(), by=SYSTEM)


def note() -> None:
    subject = Subject("test", uuid4(), uuid4())
    record_act("test", subject, key=uuid4(), by=SYSTEM, clock=CLOCK, details={"naam": "Zoë D'Hondt"})


def as_owner(*statements: str) -> None:
    """What the owner of the tables can do: with the triggers off, anything."""
    tables = "ledger.transfer", "ledger.block", "ledger.exported_block", "journal_entry", "journal.block"
    with connections["owner"].cursor() as cursor:
        for table in (*tables, "journal.exported_block"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


def first(chain: Chain) -> tuple[str, str]:
    """Place and kind of the first break."""
    [found, *_] = chain.check().breaks
    return found.place, found.what


def test_what_nobody_touched_is_whole_and_nothing_waits(seals: Path) -> None:
    for chain in (LEDGER, JOURNAL):
        found = chain.check()
        assert (found.rows, found.blocks, found.unsealed, found.breaks) == (BLOCKS * ROWS, BLOCKS, 0, ())
    assert verify_ledger() == verify_journal() == 0


def test_rows_that_wait_for_a_seal_are_counted_with_their_age(seals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note()
    found = JOURNAL.check()
    assert found.unsealed == 1
    assert found.unsealed_since == NOW
    assert verify_journal() == 0
    assert "1 not yet sealed (oldest" in capsys.readouterr().out


ROW = "(SELECT min(id) + 5 FROM {table})"
TAMPERING = [
    ("UPDATE {table} SET {column} = {value} WHERE id = " + ROW, "rij veranderd"),
    ("DELETE FROM {table} WHERE id = " + ROW, "rij verdwenen"),
    (
        "INSERT INTO {table} ({columns}, recorded_in) SELECT {copied}, recorded_in FROM {table} WHERE id = " + ROW,
        "rij toegevoegd",
    ),
    (
        "UPDATE {table} t SET {column} = o.{column} FROM {table} o WHERE t.id = {row} AND o.id = {row} + 1".replace(
            "{row}", ROW
        ),
        "rij veranderd",
    ),
]
PLACES = {
    "ledger": {
        "table": "ledger.transfer",
        "column": "act_key",
        "value": "gen_random_uuid()",
        "columns": "act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on",
        "copied": "gen_random_uuid(), step, kind, debit_account_id, credit_account_id, amount, act, effective_on",
    },
    "journal": {
        "table": "public.journal_entry",
        "column": "details_sealed",
        "value": "'\\x00'",
        "columns": "kind, verb, subject_type, subject_id, capacity, legal_on, recorded_at",
        "copied": "'look', verb, subject_type, subject_id, capacity, legal_on, recorded_at",
    },
}
CHAINS = {"ledger": LEDGER, "journal": JOURNAL}


@pytest.mark.parametrize("room", PLACES)
@pytest.mark.parametrize(("statement", "what"), TAMPERING, ids=["changed", "removed", "inserted", "swapped"])
def test_a_row_that_was_tampered_with_is_found_and_named(seals: Path, room: str, statement: str, what: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger.transfer DROP CONSTRAINT transfer_key_once")
    as_owner(statement.format(**PLACES[room]))
    place, found = first(CHAINS[room])
    assert found == what
    assert place.startswith("rij ")
    if what != "rij toegevoegd":
        assert place.endswith("in blok 2")


@pytest.mark.parametrize("room", CHAINS)
@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM {room}.block WHERE number = 2", "vorig blok verdwenen"),
        ("UPDATE {room}.block SET rows = rows WHERE number = 2", ""),
        ("UPDATE {room}.block SET sealed_at = now() WHERE number = 2", "blok veranderd"),
        ("UPDATE {room}.block SET before_xid = '99999999' WHERE number = 3", "blok veranderd"),
        ("DELETE FROM {room}.block WHERE number = 3", "blok ontbreekt in de databank"),
    ],
    ids=["removed", "untouched", "changed", "widened", "last-removed"],
)
def test_a_block_that_was_tampered_with_is_found(seals: Path, room: str, statement: str, what: str) -> None:
    as_owner(
        f"ALTER TABLE {room}.exported_block DROP CONSTRAINT exported_block_number_fkey", statement.format(room=room)
    )
    breaks = CHAINS[room].check().breaks
    assert [one.what for one in breaks[:1]] == ([what] if what else [])


def rewrite_history(room: str) -> str:
    """A row changed and every seal after it computed anew, by the owner: consistent in itself."""
    return f"""
    DO $$ DECLARE b {room}.block; before bytea := decode(repeat('00', 32), 'hex'); BEGIN
      UPDATE {PLACES[room]["table"]} SET {PLACES[room]["column"]} = {PLACES[room]["value"]}
       WHERE id = {ROW.format(table=PLACES[room]["table"])};
      FOR b IN SELECT * FROM {room}.block ORDER BY number LOOP
        SELECT f.leaves INTO b.leaves FROM {room}.leaves(b.from_xid, b.before_xid) f;
        b.previous_root := before; b.root := {room}.root_of(b); before := b.root;
        UPDATE {room}.block SET leaves = b.leaves, previous_root = b.previous_root, root = b.root
         WHERE number = b.number;
      END LOOP; END $$"""


@pytest.mark.parametrize("room", CHAINS)
def test_a_history_that_was_rewritten_with_all_its_seals_differs_from_the_exported_roots(
    seals: Path, room: str
) -> None:
    as_owner(rewrite_history(room))
    assert first(CHAINS[room]) == ("blok 2", "wortel verschilt")
    with pytest.raises(SealRefused):
        CHAINS[room].seal()


def cut_last_line(text: str) -> str:
    return "\n".join(text.splitlines()[:-1]) + "\n"


def cut_first_line(text: str) -> str:
    return "\n".join(text.splitlines()[1:]) + "\n"


def change_a_root(text: str) -> str:
    root = json.loads(text.splitlines()[1])["root"]
    return text.replace(root, "0" * len(root))


def forge_a_signature(text: str) -> str:
    lines = text.splitlines()
    first_signature, other = (json.loads(line)["signature"] for line in lines[:2])
    return text.replace(first_signature, other)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (cut_last_line, "blok ontbreekt in ledger.jsonl"),
        (cut_first_line, "wortels ontbreken"),
        (change_a_root, "handtekening klopt niet"),
        (forge_a_signature, "handtekening klopt niet"),
        (lambda text: "", "blok ontbreekt in ledger.jsonl"),
    ],
    ids=["truncated", "beheaded", "changed", "forged", "emptied"],
)
def test_an_exported_file_that_was_touched_is_found(seals: Path, change: Callable[[str], str], what: str) -> None:
    path = seals / "ledger.jsonl"
    path.write_text(change(path.read_text()))
    assert first(LEDGER)[1] == what


def test_nothing_is_signed_over_a_truncated_file(seals: Path) -> None:
    path = seals / "ledger.jsonl"
    path.write_text(cut_last_line(path.read_text()))
    with pytest.raises(SealRefused, match="weggenomen"):
        LEDGER.seal()


def roll_back(room: str) -> None:
    """The database as it was after its second block, by its own seals consistent."""
    as_owner(
        f"DELETE FROM {PLACES[room]['table']} WHERE recorded_in >= "
        f"(SELECT before_xid FROM {room}.block WHERE number = 2)",
        f"DELETE FROM {room}.exported_block WHERE number > 2",
        f"DELETE FROM {room}.block WHERE number > 2",
    )


@pytest.mark.parametrize("room", CHAINS)
def test_a_database_rolled_back_to_an_older_state_is_found(seals: Path, room: str) -> None:
    roll_back(room)
    assert first(CHAINS[room]) == ("blok 3", "blok ontbreekt in de databank")
    with pytest.raises(SealRefused, match="--after-restore"):
        CHAINS[room].seal()


def test_a_restore_on_purpose_is_accepted_signed_and_told(seals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roll_back("journal")
    JOURNAL.accept_restore("schijf stuk", NOW)
    note()
    assert JOURNAL.seal() == 1
    assert JOURNAL.check().breaks == ()
    assert verify_journal() == 0
    assert "schijf stuk" in capsys.readouterr().out


def test_a_line_cut_short_by_a_crash_is_written_again(seals: Path) -> None:
    path = seals / "ledger.jsonl"
    whole = path.read_text()
    as_owner("DELETE FROM ledger.exported_block WHERE number = 3")
    path.write_text(whole[:-40])
    assert LEDGER.check().breaks == ()
    assert LEDGER.seal() == ROWS
    assert LEDGER.check().breaks == ()


def test_erasing_a_persons_key_breaks_no_chain(seals: Path) -> None:
    person = uuid4()
    seal_for(person, {"facts": 1}, context="test")
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM journal_subjectkey")
    assert not SubjectKey.objects.exists()
    assert JOURNAL.check().breaks == ()


def test_the_application_role_can_add_to_the_journal_but_not_choose_the_stamp_of_its_transaction(seals: Path) -> None:
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO journal_entry (kind, recorded_in) VALUES ('look', '5')")


def test_the_auditor_sees_the_last_proof_of_the_night(seals: Path) -> None:
    assert next(iter(last_proofs()), None) is None
    assert prove_and_keep()
    proof = next(iter(last_proofs()), None)
    assert proof is not None
    assert (proof.transfers, proof.sealed, proof.blocks, proof.breaks) == (BLOCKS * ROWS, BLOCKS * ROWS, BLOCKS, ())
    as_owner("UPDATE ledger.transfer SET amount = 61 WHERE id = (SELECT min(id) FROM ledger.transfer)")
    assert not prove_and_keep()
    found = next(iter(last_proofs()), None)
    assert found is not None
    assert {one.what for one in found.breaks} == {"saldo", "rij veranderd"}
