"""Which keys of the rings this database knows: what its rows name, a folder of secrets must hold, and the same."""

from datetime import datetime

from django.db import connections, migrations, transaction
from django.utils import timezone

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.errors import OperatorError
from loopbaankrediet.platform.models import RingKey
from loopbaankrediet.platform.rings import Purpose

RING_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('ring of ' || %s, 0))"


class KeysAbsent(OperatorError):
    """The folder of secrets does not hold the keys that this database was written with."""


def make_known(purpose: Purpose, number: int) -> None:
    """Rows may name this key from now on; as the owner role. KeysAbsent when another key has that number."""
    known, _ = RingKey.objects.using("owner").get_or_create(
        purpose=purpose, number=number, defaults={"mark": rings.mark(purpose, number), "made_at": timezone.now()}
    )
    _refuse_other(known)


def refuse_absent() -> None:
    """KeysAbsent when a key that may be needed is not in the folder, or is another one."""
    for known in live_keys():
        _refuse_other(known)


def live_keys() -> list[RingKey]:
    return list(RingKey.objects.using("owner").filter(retired_at=None).order_by("purpose", "number"))


def note_emptied(purpose: Purpose, number: int) -> None:
    """No row names this key any more; a backup of before still does."""
    rows = RingKey.objects.using("owner").filter(purpose=purpose, number=number, emptied_at=None)
    rows.update(emptied_at=timezone.now())


def emptied_at(purpose: Purpose, number: int) -> datetime | None:
    return RingKey.objects.using("owner").get(purpose=purpose, number=number).emptied_at


def retire(purpose: Purpose, number: int, *, uses: str) -> int:
    """Rows that still need the key, by the question `uses`; when there are none the key is retired for good.

    Whoever is writing with it is waited for, and refused afterwards.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(RING_LOCK, [purpose])
        cursor.execute(uses, {"number": number})
        left = int(cursor.fetchone()[0])
        if not left:
            RingKey.objects.using("owner").filter(purpose=purpose, number=number).update(retired_at=timezone.now())
    return left


def numbered(db_table: str, purpose: Purpose) -> migrations.RunSQL:
    """Migration step: `db_table.key_number` names a key of this ring that is not retired, or is empty."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER key_of_the_ring BEFORE INSERT OR UPDATE OF key_number ON {db_table}
            FOR EACH ROW EXECUTE FUNCTION refuse_unknown_key('{purpose}')""",
        f"DROP TRIGGER key_of_the_ring ON {db_table}",
    )


def _refuse_other(known: RingKey) -> None:
    purpose = Purpose(known.purpose)
    try:
        same = rings.mark(purpose, known.number) == bytes(known.mark)
    except rings.KeyGone as error:
        raise KeysAbsent(str(error)) from error
    if not same:
        raise KeysAbsent(
            f"{rings.path_of(purpose, known.number)} is niet de sleutel waarmee deze databank geschreven is. "
            "Zet je bewaarde kopie terug. Er is niets gestart."
        )
