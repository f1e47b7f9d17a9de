"""The line drops after the server has done the work: who asks again with the same key gets one posting, not two."""

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import Error, connections

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform.addresses import PORT, socket_folder
from loopbaankrediet.platform.postgres import Server
from tests.crash.acting import WRITERS, Act, open_wallets, recorded
from tests.crash.conftest import LONG, Told, pointed_at

pytestmark = pytest.mark.crash
WANTED = 2400 if LONG else 500
CUT = 0.04
COMMITTED = b"COMMIT\x00"


class CuttingProxy:
    """Passes bytes on between clients and the server; now and then it hangs up instead of saying `COMMIT`."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.cuts = folder, 0
        self._there = str(socket_folder(server.folder) / f".s.PGSQL.{PORT}")
        self._chance = random.Random(20270301)
        self._count = threading.Lock()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / f".s.PGSQL.{PORT}"))
        self._door.listen(64)
        threading.Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _welcome(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._there)
            threading.Thread(target=self._carry, args=(client, server), daemon=True).start()
            threading.Thread(target=self._carry_back, args=(client, server), daemon=True).start()

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(65536):
                server.sendall(said)
        _hang_up(server)

    def _carry_back(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while (said := server.recv(65536)) and not self._cuts(said):
                client.sendall(said)
        _hang_up(client)
        _hang_up(server)

    def _cuts(self, said: bytes) -> bool:
        with self._count:
            cut = COMMITTED in said and self._chance.random() < CUT
            self.cuts += cut
            return cut


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@pytest.fixture
def proxy(server: Server, tmp_path: Path) -> Iterator[CuttingProxy]:
    proxy = CuttingProxy(tmp_path, server)
    yield proxy
    proxy.close()


def ask_until_answered(acts: list[Act], *, same_key: bool) -> None:
    """One hand, one act after the other; a line that was cut is opened anew."""
    for act in acts:
        while act.done_at is None:
            try:
                act.send(key=act.key if same_key else uuid4())
            except Error:
                connections.close_all()
    connections.close_all()


def act_through(proxy: CuttingProxy, server: Server, *, same_key: bool) -> list[Act]:
    """Every wanted act, asked for until the answer comes, by eight hands at once."""
    per_hand = [[Act(wallet) for _ in range(WANTED // WRITERS + 1)] for wallet in open_wallets(WRITERS)]
    with pointed_at(server, socket=proxy.folder):
        hands = [
            threading.Thread(target=ask_until_answered, args=(acts,), kwargs={"same_key": same_key})
            for acts in per_hand
        ]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
    return [act for acts in per_hand for act in acts]


def test_asking_again_with_the_same_key_posts_once(proxy: CuttingProxy, server: Server, told: Told) -> None:
    acts = act_through(proxy, server, same_key=True)
    there = recorded()
    told(wanted=len(acts), cuts=proxy.cuts, postings=sum(there.values()))
    assert proxy.cuts > 0
    assert there == {act.key: 1 for act in acts}
    assert prove().breaks == ()


def test_control_asking_again_with_another_key_posts_twice(proxy: CuttingProxy, server: Server, told: Told) -> None:
    acts = act_through(proxy, server, same_key=False)
    postings = sum(recorded().values())
    told(wanted=len(acts), cuts=proxy.cuts, postings=postings)
    assert postings == len(acts) + proxy.cuts > len(acts)
