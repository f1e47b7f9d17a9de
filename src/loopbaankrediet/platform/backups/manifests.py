"""What is known of a backup: when, of which server, up to where, and its digest; kept beside it and in a register."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from loopbaankrediet.platform.backups.archive import segment_at
from loopbaankrediet.platform.backups.errors import BackupRefused
from loopbaankrediet.platform.backups.sealed_files import written_whole

PREFIX, SUFFIX = "loopbaankrediet-", ".json"


@dataclass(frozen=True)
class Manifest:
    """`content_sha256` is of the files before sealing; `sha256` of the sealed file, checked with any tool."""

    name: str
    started_at: str
    finished_at: str
    postgresql: int
    timeline: int
    start_lsn: str
    end_lsn: str
    content_bytes: int
    content_sha256: str
    key: str
    sha256: str = ""

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        return cls(**json.loads(text))

    @property
    def finished(self) -> datetime:
        return datetime.fromisoformat(self.finished_at)

    @property
    def first_segment(self) -> str:
        """The oldest segment of the log that a restore of this backup needs."""
        return segment_at(self.timeline, self.start_lsn)

    def file_in(self, folder: Path) -> Path:
        return folder / f"{self.name}{SUFFIX}"

    def write_to(self, folder: Path) -> None:
        with written_whole(self.file_in(folder)) as file:
            file.write(self.to_json().encode())


def register(folder: Path) -> list[Manifest]:
    """The backups made so far, oldest first."""
    found = [_read(path) for path in folder.glob(f"{PREFIX}*{SUFFIX}")]
    return sorted(found, key=lambda manifest: manifest.finished)


def _read(path: Path) -> Manifest:
    try:
        return Manifest.from_json(path.read_bytes())
    except (ValueError, TypeError) as error:
        raise BackupRefused(
            f"{path} is niet de lijst die bij een back-up hoort. Zet een kopie terug, of leg het bestand elders."
        ) from error


def digest_of(path: Path) -> str:
    """SHA-256 of a file, as `sha256sum` prints it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
