"""After a restore: do the balances hold, and is what came back what was sealed, up to where it goes?"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django

from loopbaankrediet.cli.database_commands import database
from loopbaankrediet.kernel.clock import SystemClock
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.sealing.breaks import SealRefused
from loopbaankrediet.platform.sealing.roots import seals_folder

ROOMS = ("ledger", "journal")
REASON = "proef na het terugzetten"


def prove(server: Server) -> int:
    """Serve it, which checks that nothing can get lost; 1 when a balance or a seal is not as it was.

    Whoever was erased after the backup is erased again first, by the list that lies with the roots.

    The real roots stay as they are: on a copy of them, those beyond what came back are void.
    """
    os.environ["LOOPBAANKREDIET_SERVER"] = str(server.folder)
    with database(), _copied_roots():
        django.setup()
        again = _module("flows", "carry_out_erasures").erase_again()
        older = [room for room in ROOMS if _goes_less_far(room)]
        proofs = [_module(room, "verification") for room in ROOMS] + [_module("flows", "prove_rooms")]
        status = max(proof.main() for proof in proofs)
    if again:
        _say(f"Opnieuw gewist, zoals beslist was: {again} personen.")
    for room in older if not status else ():
        _say(
            f"De zegels gaan verder dan wat hier staat. Werk je hiermee verder, zeg dat dan eerst: "
            f"loopbaankrediet {room} seal --after-restore REDEN."
        )
    return int(status)


@contextmanager
def _copied_roots() -> Iterator[None]:
    with TemporaryDirectory() as folder:
        os.environ["LOOPBAANKREDIET_SEALS"] = str(shutil.copytree(seals_folder(), Path(folder) / "seals"))
        yield


def _goes_less_far(room: str) -> bool:
    """Whether the roots know more than this database; a database that differs from them is left to the proof."""
    chain = _module(room, "sealing").CHAIN
    if not chain.check().breaks:
        return False
    with suppress(SealRefused):
        chain.accept_restore(REASON, SystemClock().now())
    return True


def _module(room: str, name: str) -> Any:
    """Modules that import models load only once Django is ready."""
    return import_module(f"loopbaankrediet.{room}.{name}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
