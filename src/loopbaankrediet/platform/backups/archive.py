"""The archive of changes: every finished segment of the write-ahead log, packed and sealed, in a folder of its own.

PostgreSQL runs this module for each segment: `keep` when it has finished one, `fetch` when a restore asks for one.
It keeps a segment until `keep` has answered 0, so that nothing is thrown away before it lies safe in the archive.
"""

import os
import re
import shlex
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from loopbaankrediet.platform.backups.errors import BackupRefused, RestoreRefused, SealedFileBroken
from loopbaankrediet.platform.backups.sealed_files import CHUNK_BYTES, Sealer, unsealed, written_whole
from loopbaankrediet.platform.places import private_folder

MODULE = "loopbaankrediet.platform.backups.archive"
SUFFIX = ".sealed"
SEGMENT = re.compile(r"([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})")
SEGMENT_BYTES = 16 << 20
SEGMENTS_PER_LOG = (1 << 32) // SEGMENT_BYTES
FASTEST = 1  # zlib's level: most of a segment that was closed early is zeros
HEX_DIGITS = 64
MOST_KEYS = 1000
ABSENT = 1
DAMAGED = 200  # above 125, so that PostgreSQL gives up the restore instead of ending it where the gap is


@dataclass(frozen=True)
class Archive:
    """The archive of one server; it is on from the moment its folder exists."""

    folder: Path

    @property
    def on(self) -> bool:
        return self.folder.is_dir()

    def turn_on(self) -> None:
        private_folder(self.folder)

    def keep(self, source: Path, name: str, keys: Sequence[bytes]) -> None:
        """Seal one file of the log under the first key; the same again changes nothing, another content is refused.

        The unfinished segment that a restore cuts off is left out: no restore ever reads it.
        """
        if name.endswith(".partial"):
            return
        target = self._place(name)
        content = source.read_bytes()
        if not target.exists():
            self._write(target, name, content, keys)
        elif self.read(name, keys) != content:
            raise BackupRefused(f"{target} bestaat al met een andere inhoud. Twee servers delen dit archief niet.")

    def _write(self, target: Path, name: str, content: bytes, keys: Sequence[bytes]) -> None:
        packed = zlib.compress(content, FASTEST)
        with written_whole(target) as file:
            sealer = Sealer(file, keys[0], context=name)
            for start in range(0, len(packed), CHUNK_BYTES):
                sealer.add(packed[start : start + CHUNK_BYTES])
            sealer.close()

    def read(self, name: str, keys: Sequence[bytes]) -> bytes:
        """One file of the log, by the key it names; FileNotFoundError, or SealedFileBroken when it was changed."""
        with self._place(name).open("rb") as file:
            packed = b"".join(unsealed(file, keys, context=name))
        try:
            return zlib.decompress(packed)
        except zlib.error as error:
            raise SealedFileBroken(f"{self._place(name)} laat zich niet uitpakken.") from error

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}{SUFFIX}"

    def segments(self) -> list[str]:
        """Names of the finished segments, oldest first."""
        names = [path.name.removesuffix(SUFFIX) for path in self.folder.glob(f"*{SUFFIX}")]
        return sorted((name for name in names if SEGMENT.fullmatch(name)), key=lambda name: (position(name), name))

    def refuse_gaps(self, first: str, keys: Sequence[bytes]) -> None:
        """RestoreRefused when a segment is missing between `first` and the newest one."""
        kept = set(self.segments())
        missing = [name for name in self._wanted(first, keys) if name not in kept]
        if missing:
            raise RestoreRefused(
                f"In het archief {self.folder} ontbreken {len(missing)} stukken, het eerste is {missing[0]}{SUFFIX}. "
                "Zet ze terug uit een kopie van het archief, of herstel met --to tot een moment ervoor."
            )

    def _wanted(self, first: str, keys: Sequence[bytes]) -> Iterator[str]:
        """Every segment from `first` to the newest, on the timeline that each place belongs to."""
        start = position(first)
        for timeline, end in self._timelines(keys):
            for place in range(start, end):
                yield segment_name(timeline, place)
            start = max(start, end)

    def _timelines(self, keys: Sequence[bytes]) -> Iterator[tuple[int, int]]:
        """Timelines from old to new, each with the place where it ends; a restore begins a new one."""
        newest = max((int(path.name[:8], 16) for path in self.folder.glob(f"????????*{SUFFIX}")), default=1)
        if newest > 1:
            history = self.read(f"{newest:08X}.history", keys).decode()
            for line in filter(str.strip, history.splitlines()):
                timeline, switch, *_ = line.split()
                yield int(timeline), position(segment_at(int(timeline), switch))
        own = [position(name) for name in self.segments() if int(name[:8], 16) == newest]
        yield newest, max(own, default=-1) + 1

    def forget_before(self, first: str) -> int:
        """Remove the segments that lie before `first`; how many."""
        old = [name for name in self.segments() if position(name) < position(first)]
        for name in old:
            self._place(name).unlink()
        return len(old)

    def newest(self) -> tuple[str, datetime] | None:
        """The last segment and when it came in."""
        names = self.segments()
        if not names:
            return None
        return names[-1], datetime.fromtimestamp(self._place(names[-1]).stat().st_mtime, UTC)


def position(segment: str) -> int:
    """Place of a segment in the log, whatever its timeline."""
    found = SEGMENT.fullmatch(segment)
    if found is None:
        raise ValueError(segment)
    return int(found[2], 16) * SEGMENTS_PER_LOG + int(found[3], 16)


def segment_name(timeline: int, place: int) -> str:
    return f"{timeline:08X}{place // SEGMENTS_PER_LOG:08X}{place % SEGMENTS_PER_LOG:08X}"


def segment_at(timeline: int, lsn: str) -> str:
    """The segment that holds a place in the log, such as 0/2000028."""
    high, low = (int(part, 16) for part in lsn.split("/"))
    return segment_name(timeline, high * SEGMENTS_PER_LOG + low // SEGMENT_BYTES)


def archive_command(archive: Archive, key_handle: int) -> str:
    """What the server runs for each finished segment; nothing is kept before the archive is on."""
    return f"test ! -d {_quoted(archive.folder)} || {_program('keep', archive, key_handle)} %p %f"


def restore_command(archive: Archive, key_handle: int) -> str:
    """What a server in recovery runs for each segment it wants."""
    return f"{_program('fetch', archive, key_handle)} %p %f"


def _program(verb: str, archive: Archive, key_handle: int) -> str:
    return f"{_quoted(sys.executable)} -m {MODULE} {verb} {_quoted(archive.folder)} {key_handle}"


def _quoted(path: object) -> str:
    return shlex.quote(str(path)).replace("%", "%%")


def main(words: list[str]) -> int:
    """keep|fetch FOLDER KEY_HANDLE PATH NAME; the keys come by a handle, so that they are in no list of processes."""
    verb, folder, handle, path, name = words
    told = os.pread(int(handle), MOST_KEYS * HEX_DIGITS, 0).decode()
    archive = Archive(Path(folder))
    keys = [bytes.fromhex(told[start : start + HEX_DIGITS]) for start in range(0, len(told), HEX_DIGITS)]
    try:
        if verb == "keep":
            archive.keep(Path(path), name, keys)
        else:
            Path(path).write_bytes(archive.read(name, keys))
    except FileNotFoundError:
        return ABSENT
    except (BackupRefused, RestoreRefused) as error:
        sys.stderr.write(f"{error}\n")
        return DAMAGED if verb == "fetch" else ABSENT
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
