"""The way back: a backup laid out in an empty folder, with the changes since, up to the end or to a moment."""

import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import time
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.backups.archive import Archive, restore_command
from loopbaankrediet.platform.backups.errors import RestoreRefused, SealedFileBroken
from loopbaankrediet.platform.backups.making import CONTEXT
from loopbaankrediet.platform.backups.manifests import Manifest
from loopbaankrediet.platform.backups.sealed_files import unsealed
from loopbaankrediet.platform.binaries import Binaries
from loopbaankrediet.platform.cluster import draft_of, let_in
from loopbaankrediet.platform.places import private_folder
from loopbaankrediet.platform.postgres import Handles, Server, stop_server
from loopbaankrediet.platform.programs import Programs
from loopbaankrediet.platform.rings import Purpose

LEFTOVERS = {"lock", "log", "socket", "data.new"}
LAST_ACT = re.compile(r"last completed transaction was at log time (\S+ \S+)")
TOO_SHORT = "recovery ended before configured recovery target was reached"
IN_PRODUCTION = re.compile(r"cluster state: +in production")
POLL_SECONDS = 0.05
NOTHING_TO_FETCH = "false"  # a command that finds no change, whatever is asked


@dataclass(frozen=True)
class Restored:
    """What stands there now; `reached` is the moment of the last act in it, None when none came after the backup."""

    manifest: Manifest
    reached: datetime | None


def restore(source: Path, server: Server, *, archive: Archive | None, to: datetime | None = None) -> Restored:
    """Lay the backup and the changes after it in the server's folder, up to `to` (default: all of them).

    `archive` None: the backup alone, on purpose. RestoreRefused, and nothing put in place, when the folder holds data,
    the archive is not there, the file is not whole, or the moment cannot be reached.
    """
    _refuse_occupied(server.folder)
    _refuse_absent(archive)
    keys, programs = _keys(), Programs.find()
    manifest = read_manifest(source, keys)
    _refuse_unfit(manifest, programs.binaries, to)
    if to is None and archive:
        archive.refuse_gaps(manifest.first_segment, keys)
    draft = draft_of(server.data)
    with server.locked(programs) as handles, _removed_on_failure(draft):
        _lay_out(source, keys, draft)
        programs.give_all(draft)
        _verify(draft, programs)
        reached = _Replay(server, draft, programs, handles).to(to, archive)
        let_in(draft, programs)
        draft.rename(server.data)
    return Restored(manifest, reached)


def _refuse_absent(archive: Archive | None) -> None:
    if archive and not archive.on:
        raise RestoreRefused(
            f"{archive.folder} is geen map. Zonder het archief is alles van na de back-up verloren. Noem de juiste map "
            "met --archive, of zet alleen de back-up zelf terug met --without-archive."
        )


def _refuse_occupied(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise RestoreRefused(f"{folder} is geen map. Kies een lege map met --into.")
    found = {path.name for path in folder.iterdir()} - LEFTOVERS if folder.exists() else set()
    if found:
        raise RestoreRefused(
            f"{folder} is niet leeg ({', '.join(sorted(found)[:3])}). Een herstel overschrijft niets: "
            "verplaats die map eerst, of kies een lege map met --into."
        )


def _keys() -> list[bytes]:
    """Every key of the ring; RestoreRefused when there is none, because a new one would open nothing."""
    if not rings.exists(Purpose.BACKUPS):
        path = rings.path_of(Purpose.BACKUPS, 1)
        raise RestoreRefused(f"De sleutel van de back-ups ontbreekt. Zet je bewaarde kopie in {path}.")
    return list(rings.keys(Purpose.BACKUPS).values())


def read_manifest(source: Path, keys: Sequence[bytes]) -> Manifest:
    """Read the whole file; SealedFileBroken when any byte of it is not as it was written."""
    try:
        with source.open("rb") as file:
            content = _Content(file, keys)
            for _ in content.chunks:
                continue
    except OSError as error:
        raise RestoreRefused(f"{source} is niet te lezen ({error.strerror}).") from error
    if content.digest.hexdigest() != content.manifest.content_sha256:
        raise SealedFileBroken(f"De inhoud van {source} is niet die van haar manifest.")
    return content.manifest


class _Content(io.RawIOBase):
    """The unpacked content of a backup as a file to read; `manifest` and `digest` are complete at its end."""

    manifest: Manifest

    def __init__(self, file: BinaryIO, keys: Sequence[bytes]) -> None:
        self.chunks = self._unpack(unsealed(file, keys, context=CONTEXT))
        self.digest = hashlib.sha256()
        self._left = b""

    def _unpack(self, sealed: Generator[bytes, None, bytes]) -> Iterator[bytes]:
        packer = zlib.decompressobj()
        while True:
            try:
                chunk = packer.decompress(next(sealed))
            except StopIteration as end:
                self.manifest = Manifest.from_json(end.value)
                return
            self.digest.update(chunk)
            yield chunk

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        while not self._left:
            try:
                self._left = next(self.chunks)
            except StopIteration:
                return 0
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _refuse_unfit(manifest: Manifest, binaries: Binaries, to: datetime | None) -> None:
    if manifest.postgresql != binaries.major:
        raise RestoreRefused(
            f"Deze back-up is van PostgreSQL {manifest.postgresql}, de programma's hier zijn van {binaries.major}. "
            "Noem met PG_BIN de map met de programma's van die versie."
        )
    if to is not None and to < manifest.finished:
        raise RestoreRefused(
            f"Deze back-up is van {manifest.finished_at}, na het gevraagde moment. Neem een oudere back-up."
        )


@contextmanager
def _removed_on_failure(draft: Path) -> Iterator[None]:
    shutil.rmtree(draft, ignore_errors=True)
    try:
        yield
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError):
            raise RestoreRefused(f"{error.filename or draft}: {error.strerror}. Er is niets teruggezet.") from error
        raise


def _lay_out(source: Path, keys: Sequence[bytes], draft: Path) -> None:
    private_folder(draft)
    with source.open("rb") as file, tarfile.open(fileobj=io.BufferedReader(_Content(file, keys)), mode="r|") as tar:
        tar.extractall(draft, filter="data")


def _verify(draft: Path, programs: Programs) -> None:
    """PostgreSQL's own check of every file and of the log that came with them."""
    checked = programs.ask("pg_verifybackup", "--quiet", str(draft))
    if checked.returncode != 0:
        raise RestoreRefused(f"pg_verifybackup keurt de back-up af:\n{checked.stderr.strip()}")


@dataclass(frozen=True)
class _Replay:
    """A server that replays changes on data that has no place yet."""

    server: Server
    draft: Path
    programs: Programs
    handles: Handles

    def to(self, moment: datetime | None, archive: Archive | None) -> datetime | None:
        """Replay, take over, stop; the moment of the last act, None when there was none."""
        log = self.server.log
        seen = log.stat().st_size if log.exists() else 0
        self._signal.touch()
        self.programs.identity.give(self._signal)
        fetch = restore_command(archive, self.handles.key) if archive else NOTHING_TO_FETCH
        target = _target(moment) | {"restore_command": fetch}
        process = self.server.launch(self.draft, self.programs, self.handles, target)
        try:
            served = self._takes_over(process)
        finally:
            stop_server(process)
        said = log.read_bytes()[seen:].decode(errors="replace")
        if not served:
            raise _gave_up(said, moment)
        acts = LAST_ACT.findall(said)
        return datetime.fromisoformat(acts[-1]) if acts else None

    @property
    def _signal(self) -> Path:
        return self.draft / "recovery.signal"

    def _takes_over(self, process: subprocess.Popen[str]) -> bool:
        """However long the replay takes: true when the server serves, false when it gave up."""
        while process.poll() is None:
            if not self._signal.exists():
                answer = self.programs.ask("pg_controldata", str(self.draft)).stdout
                if IN_PRODUCTION.search(answer):
                    return True
            time.sleep(POLL_SECONDS)
        return False


def _target(moment: datetime | None) -> dict[str, str]:
    stop = {"recovery_target_time": moment.astimezone(UTC).isoformat(sep=" ")} if moment else {}
    return stop | {"recovery_target_action": "promote", "log_timezone": "UTC"}


def _gave_up(said: str, moment: datetime | None) -> RestoreRefused:
    if TOO_SHORT in said:
        return RestoreRefused(
            f"De wijzigingen in het archief gaan niet tot {moment}. Laat --to weg om alles terug te zetten wat er is, "
            "of vul het archief aan."
        )
    end = "\n".join(said.splitlines()[-6:])
    return RestoreRefused(f"PostgreSQL kon de wijzigingen niet terugzetten:\n{end}")
