"""The ledger is SQL, not models: locks, constraints and functions are the design (see `ledger/sql/`)."""

from pathlib import Path

from django.db import migrations

from loopbaankrediet.platform.sealing.schema import sealed

SQL = Path(__file__).resolve().parent.parent / "sql"
SEALED_COLUMNS = (
    "id",
    "act_key",
    "step",
    "kind::text",
    "debit_account_id",
    "credit_account_id",
    "amount",
    "hold_id",
    "held_amount",
    "reverses_id",
    "reason",
    "act",
    "effective_on",
    "recorded_at",
    "recorded_by",
    "recorded_in",
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("platform", "0001_roles_and_referee")]
    operations = [
        *(
            migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for name in ("tables.sql", "accounts.sql", "functions.sql", "proof.sql")
        ),
        sealed("ledger.transfer", schema="ledger", columns=SEALED_COLUMNS, own_proof="ledger.own_proof()"),
    ]
