"""The disk is gone after an order left: the restored database knows it, and nobody is paid a second time."""

import shutil
import signal
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from loopbaankrediet.kernel.clock import SystemClock
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.payments.actions.batches import make_batch
from loopbaankrediet.payments.errors import NothingToPay, OrdersLost
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.recovery import recover_orders
from loopbaankrediet.platform.backups.making import make_backup
from loopbaankrediet.platform.backups.restoring import restore
from loopbaankrediet.platform.postgres import SETTINGS, Server
from tests.crash.acting import signal_all
from tests.rooms.bank_loop import confirmed, item_states, money, money_of_states, send_batch
from tests.rooms.carrying_bank import ORDERED
from tests.web.visitor import story_of_today

pytestmark = pytest.mark.crash


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(SETTINGS, "archive_timeout", "1s")
    monkeypatch.setattr("loopbaankrediet.platform.backups.making.backups_folder", lambda: tmp_path / "backups")


def paid_by_the_bank() -> Counter[bytes]:
    """Every payment that lies in an order in the bank's folder, by its identifier."""
    orders = [path.read_bytes() for path in settings.BANK_OUTBOX.glob("*.xml")]
    return Counter(name for order in orders for name, _, _ in ORDERED.findall(order))


def wait_until_archived(server: Server) -> None:
    """Until the archive has what was written so far."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        (segment,) = cursor.fetchone()
    deadline = time.monotonic() + 60
    while segment not in server.archive.segments():
        assert time.monotonic() < deadline, f"{segment} is not archived"
        time.sleep(0.1)


def test_after_a_restore_to_before_an_order_left_nobody_is_paid_twice(server: Server) -> None:
    story = story_of_today()
    confirmed(story)
    backup, _ = make_backup(server, clock=SystemClock())
    moment = datetime.now(UTC)
    send_batch(story)
    assert hand_over_waiting(clock=story.clock) == 1
    wait_until_archived(server)
    signal_all(server, signal.SIGKILL)
    connections.close_all()
    server.stop()
    shutil.rmtree(server.folder)

    restore(backup, server, archive=server.archive, to=moment)
    server.start()
    assert item_states() == []
    with pytest.raises(OrdersLost):
        make_batch(**story.act("petra"))
    [back] = recover_orders(clock=story.clock)
    assert (back.taken, back.lost, item_states()) == (3, (), ["sent"] * 3)
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))
    assert set(paid_by_the_bank().values()) == {1}
    assert (money(), prove().breaks) == (money_of_states(), ())
