"""The power fails: only what the server pushed to the disk is left. Needs root, a loop device and mkfs.ext4.

The server lives on a file system inside an image in memory. The image is copied at one moment, as a disk would be
found after a power cut: what lay only in the kernel's page cache is not in it. A copy of the files would prove
nothing, because it reads that cache.
"""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.programs import ServerRefused
from tests.crash.acting import CarelessServer, Writers, recorded, signal_all
from tests.crash.conftest import LONG, Told, pointed_at

pytestmark = [pytest.mark.crash, pytest.mark.power]
MEMORY = Path("/dev/shm")
SIZE = "512M"
ROUNDS, SECONDS = (8, 3.0) if LONG else (1, 1.0)


def root_does(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Disks:
    """Images in memory with a file system, each mounted until the end of the test."""

    def __init__(self, folder: Path, until_end: ExitStack) -> None:
        self._folder, self._until_end, self._count = folder, until_end, 0

    def blank(self) -> Path:
        image = self._image()
        root_does("truncate", "--size", SIZE, image)
        root_does("mkfs.ext4", "-q", "-F", image)
        return image

    def as_the_power_cut_leaves_it(self, image: Path) -> Path:
        return Path(shutil.copyfile(image, self._image()))

    def mounted(self, image: Path) -> Path:
        return self._until_end.enter_context(_mounted(image))

    def _image(self) -> Path:
        self._count += 1
        return self._folder / f"disk{self._count}"


@contextmanager
def _mounted(image: Path) -> Iterator[Path]:
    place = image.with_name(f"{image.name}-mounted")
    place.mkdir()
    root_does("mount", "-o", "loop", image, place)
    try:
        yield place
    finally:
        root_does("umount", place)


@pytest.fixture
def disks() -> Iterator[Disks]:
    folder = Path(root_does("mktemp", "--directory", "--tmpdir", "loopbaankrediet-power-XXXXXX"))
    folder = Path(shutil.move(folder, MEMORY))
    with ExitStack() as until_end:
        until_end.callback(shutil.rmtree, folder)
        yield Disks(folder, until_end)


def cut_power(server: Server, disks: Disks, image: Path) -> tuple[set[UUID], Path]:
    """Eight hands write; the power fails; what they were told, and the disk as it is found."""
    writers = Writers()
    time.sleep(SECONDS)
    signal_all(server, signal.SIGSTOP)
    told = writers.acknowledged
    found = disks.as_the_power_cut_leaves_it(image)
    signal_all(server, signal.SIGKILL)
    writers.join()
    connections.close_all()
    server.stop()
    return told, disks.mounted(found)


def placed_on_disk(migrated: Path, place: Path) -> Path:
    folder = shutil.copytree(migrated, place / "postgres", ignore=shutil.ignore_patterns("socket"))
    root_does("sync", "--file-system", place)
    return Path(folder)


def test_nothing_acknowledged_is_lost_when_the_power_fails(
    migrated_folder: Path, disks: Disks, django_db_blocker: DjangoDbBlocker, told: Told
) -> None:
    acknowledged = lost = 0
    for _ in range(ROUNDS):
        image = disks.blank()
        with Server(placed_on_disk(migrated_folder, disks.mounted(image))) as server, django_db_blocker.unblock():
            with pointed_at(server):
                done, found = cut_power(server, disks, image)
            with Server(found / "postgres") as after, pointed_at(after):
                acknowledged += len(done)
                lost += len(done - recorded().keys())
                assert prove().breaks == ()
    told(rounds=ROUNDS, acknowledged=acknowledged, lost=lost)
    assert lost == 0
    assert acknowledged > 100 * ROUNDS


def test_control_a_server_without_fsync_loses_what_it_acknowledged(
    migrated_folder: Path, disks: Disks, django_db_blocker: DjangoDbBlocker, told: Told
) -> None:
    image = disks.blank()
    folder = placed_on_disk(migrated_folder, disks.mounted(image))
    with CarelessServer(folder, "fsync") as server, django_db_blocker.unblock():
        with pointed_at(server):
            done, found = cut_power(server, disks, image)
        kept = left_on(found)
    told(acknowledged=len(done), lost=len(done - kept))
    assert done - kept


def left_on(found: Path) -> set[UUID]:
    """What a server finds there; nothing when it cannot even start."""
    try:
        with Server(found / "postgres") as after, pointed_at(after):
            return set(recorded())
    except ServerRefused:
        return set()
