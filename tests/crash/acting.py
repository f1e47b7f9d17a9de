"""Writers that post to the ledger and remember what they were told, and ways to take a server away from them."""

import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import Error, connection, connections, transaction

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.platform.postgres import Server

DAY = date(2027, 3, 1)
WRITERS = 8


class CarelessServer(Server):
    """A control: a server without one of its promises, that our supervisor would refuse."""

    def __init__(self, folder: Path, without: str) -> None:
        super().__init__(folder)
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(f"{without} = off\n")

    def _check_durability(self) -> None:
        return


@dataclass
class Act:
    """One wanted posting: when it was sent, and when the server said it was done (never, when in doubt)."""

    wallet: Account
    key: UUID = field(default_factory=uuid4)
    sent_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    done_at: datetime | None = None

    def send(self, key: UUID | None = None) -> None:
        steps = [direct("grant", accounts.minutes_issued(), self.wallet, 1)]
        with transaction.atomic():
            record(steps, act="grant", act_key=key or self.key, effective_on=DAY, by=SYSTEM)
        self.done_at = datetime.now(UTC)


def open_wallets(count: int) -> list[Account]:
    accounts.minutes_issued().open()
    wallets = [accounts.wallet(uuid4()) for _ in range(count)]
    for wallet in wallets:
        wallet.open()
    return wallets


class Writers:
    """Eight hands, each on a connection and a wallet of its own, until the server is gone or they are told to stop."""

    def __init__(self) -> None:
        self.acts: list[list[Act]] = [[] for _ in range(WRITERS)]
        self._enough = threading.Event()
        self._threads = [
            threading.Thread(target=self._write, args=pair)
            for pair in zip(open_wallets(WRITERS), self.acts, strict=True)
        ]
        for thread in self._threads:
            thread.start()

    def _write(self, wallet: Account, acts: list[Act]) -> None:
        with suppress(Error):
            while not self._enough.is_set():
                acts.append(Act(wallet))
                acts[-1].send()
        with suppress(Error):
            connections.close_all()

    def join(self) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()

    @property
    def acknowledged(self) -> set[UUID]:
        return {act.key for acts in self.acts for act in acts if act.done_at}

    @property
    def in_doubt(self) -> list[Act]:
        return [act for acts in self.acts for act in acts if not act.done_at]


def recorded() -> dict[UUID, int]:
    """How many postings each key has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT act_key, count(*) FROM ledger.transfer GROUP BY act_key")
        return dict(cursor.fetchall())


def family(pid: int) -> list[int]:
    """A stopped process and its children; it can make no new ones."""
    os.kill(pid, signal.SIGSTOP)
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def signal_all(server: Server, how: signal.Signals) -> None:
    """Send it to every process of the server at once."""
    assert server.pid is not None
    for member in family(server.pid):
        os.kill(member, how)


def write_for(seconds: float, server: Server) -> Writers:
    """Writers at work until every process of the server is killed."""
    writers = Writers()
    time.sleep(seconds)
    signal_all(server, signal.SIGKILL)
    writers.join()
    connections.close_all()
    server.stop()
    return writers
