"""The ledger is SQL, not models: locks, constraints and functions are the design (see `ledger/sql/`)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("platform", "0001_roles_and_referee")]
    operations = [
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("tables.sql", "functions.sql", "proof.sql")
    ]
