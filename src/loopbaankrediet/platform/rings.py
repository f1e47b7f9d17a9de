"""Key rings: every purpose has numbered keys. The newest writes; the older ones still open what they wrote.

A key is a file of the secrets' folder: `master_key` is number 1, `master_key.2` number 2. What was written names the
number of its key. A key that is made ready (`master_key.2.new`) opens already and does not write yet: so every process
can read what the first one writes with it.
"""

import hashlib
import re
import secrets
from enum import StrEnum
from functools import cache
from pathlib import Path

from loopbaankrediet.platform.errors import OperatorError
from loopbaankrediet.platform.places import (
    SECRET_BYTES,
    SecretName,
    key_bytes,
    private_folder,
    publish,
    secret_path,
    secret_text,
)

READY = ".new"
MARK_BYTES = 8


class Purpose(StrEnum):
    """What a ring is for, as the commands name it."""

    PERSON_KEYS = "person-keys"
    NUMBERS = "numbers"
    CODES = "codes"
    ACTS = "acts"
    SESSIONS = "sessions"
    SEALS = "seals"
    BACKUPS = "backups"
    SURVEYS = "surveys"


FILES: dict[Purpose, str] = {
    Purpose.PERSON_KEYS: "master_key",
    Purpose.NUMBERS: "number_key",
    Purpose.CODES: "code_key",
    Purpose.ACTS: "act_key",
    Purpose.SESSIONS: "django",
    Purpose.SEALS: "seal_key",
    Purpose.BACKUPS: "backup_key",
    Purpose.SURVEYS: "survey_key",
}
# Before there were rings one key made all look-up hashes: it is the first key of these three.
FIRST_KEY: dict[Purpose, SecretName] = {
    Purpose.NUMBERS: "index_key",
    Purpose.CODES: "index_key",
    Purpose.ACTS: "index_key",
}


class KeyGone(OperatorError):
    """Something was written with a key that is not in the secrets' folder."""


def numbers(purpose: Purpose) -> tuple[int, ...]:
    """The keys that write or wrote, newest first; the first one is made when there is none."""
    return _found(purpose, "") or _with_first(purpose)


def exists(purpose: Purpose) -> bool:
    """Whether the ring holds a key; makes none."""
    return bool(_found(purpose, ""))


def ready(purpose: Purpose) -> tuple[int, ...]:
    """Keys that were made ready and do not write yet, newest first."""
    return _found(purpose, READY)


def newest(purpose: Purpose) -> tuple[int, bytes]:
    """The key to write with, and its number."""
    number = numbers(purpose)[0]
    return number, key(purpose, number)


def keys(purpose: Purpose) -> dict[int, bytes]:
    """Every key that may have written, newest first: those that open."""
    written = numbers(purpose)
    return {number: key(purpose, number) for number in (*(set(ready(purpose)) - set(written)), *written)}


def key(purpose: Purpose, number: int) -> bytes:
    """One key of the ring. KeyGone when neither it nor one made ready is there; SecretBroken as `places`."""
    path = path_of(purpose, number)
    if not path.exists():
        path = path_of(purpose, number, suffix=READY)
    if not path.exists():
        raise KeyGone(
            f"{path_of(purpose, number)} ontbreekt. Zet je bewaarde kopie terug: wat met die sleutel geschreven is, "
            "opent met geen andere."
        )
    return _kept(path, path.stat().st_mtime_ns)


def texts(purpose: Purpose) -> list[str]:
    """Every key as 64 hexadecimal digits: first the one that writes, then the others."""
    number, newest_key = newest(purpose)
    others = [key for other, key in keys(purpose).items() if other != number]
    return [key.hex() for key in (newest_key, *others)]


def mark(purpose: Purpose, number: int) -> bytes:
    """Tells one key from another, and nothing about the key."""
    return hashlib.sha256(f"mark of a key for {purpose}\0".encode() + key(purpose, number)).digest()[:MARK_BYTES]


def make_ready(purpose: Purpose) -> int:
    """Make the next key, which does not write yet; the one that waits already when there is one."""
    waiting = ready(purpose)
    if waiting:
        return waiting[0]
    number = numbers(purpose)[0] + 1
    publish(path_of(purpose, number, suffix=READY), secrets.token_hex(SECRET_BYTES))
    return number


def let_write(purpose: Purpose, number: int) -> None:
    """From now on this key writes."""
    path_of(purpose, number, suffix=READY).rename(path_of(purpose, number))


def remove(purpose: Purpose, number: int) -> None:
    """Destroy one key; the caller knows that nothing needs it."""
    path_of(purpose, number).unlink(missing_ok=True)


def path_of(purpose: Purpose, number: int, *, suffix: str = "") -> Path:
    """Where this key lies; the file need not exist."""
    name = FILES[purpose] if number == 1 else f"{FILES[purpose]}.{number}"
    return _folder() / f"{name}{suffix}"


def _found(purpose: Purpose, suffix: str) -> tuple[int, ...]:
    shape = re.compile(rf"{FILES[purpose]}(?:\.([1-9][0-9]*))?{re.escape(suffix)}")
    names = [shape.fullmatch(path.name) for path in _folder().iterdir()] if _folder().is_dir() else []
    return tuple(sorted((int(found[1] or 1) for found in names if found), reverse=True))


def _with_first(purpose: Purpose) -> tuple[int, ...]:
    private_folder(_folder())
    origin = FIRST_KEY.get(purpose)
    publish(path_of(purpose, 1), secret_text(origin) if origin else secrets.token_hex(SECRET_BYTES))
    return (1,)


def _folder() -> Path:
    return secret_path("django").parent


@cache
def _kept(path: Path, written: int) -> bytes:
    """A key file never changes; one that was put back under the same name is read again."""
    return key_bytes(path)
