"""Files of any length, sealed in chunks: nobody reads them without the key, and no byte of them can change unseen.

Every file has a key of its own, derived from the backup key, a random salt and what the file is (`context`). A chunk
is sealed by AES-256-GCM with its number and an end mark as the nonce, so that a chunk that moved, disappeared or was
put in by another hand does not open, and a file without its end is seen.
"""

import hashlib
import os
import secrets
import struct
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from loopbaankrediet.platform.backups.errors import SealedFileBroken

MAGIC = b"loopbaankrediet sealed 1\n"
CHUNK_BYTES = 1 << 20
LONGEST_RECORD = 2 * CHUNK_BYTES
SALT_BYTES = 32
KEY_NAME_BYTES = 8
KEY_BYTES = 32
RECORD = struct.Struct(">?I")  # is it the last, bytes that follow
DRAFT = ".draft"


def key_name(key: bytes) -> bytes:
    """Tells which key a file needs, and nothing about the key."""
    return hashlib.sha256(b"name of the key\0" + key).digest()[:KEY_NAME_BYTES]


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A new file that appears under its name whole and on disk, or not at all."""
    draft = path.with_name(path.name + DRAFT)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _flush_names(path.parent)


def _flush_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Sealer:
    """Seals chunks into `file`; without `close` the file has no end and does not open."""

    def __init__(self, file: BinaryIO, key: bytes, *, context: str) -> None:
        salt = secrets.token_bytes(SALT_BYTES)
        file.write(MAGIC + key_name(key) + salt)
        self._file, self._cipher, self._count = file, _cipher(key, salt, context), 0

    def add(self, chunk: bytes) -> None:
        """Seal at most `CHUNK_BYTES`."""
        self._write(chunk, last=False)

    def close(self, note: bytes = b"") -> None:
        """Write the end, with what became known only then."""
        self._write(note, last=True)

    def _write(self, chunk: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._count, last), chunk, None)
        self._file.write(RECORD.pack(last, len(sealed)) + sealed)
        self._count += 1


def unsealed(file: BinaryIO, keys: Sequence[bytes], *, context: str) -> Generator[bytes, None, bytes]:
    """The chunks one by one; returns the note of the end. Raises SealedFileBroken, which names the file.

    The file says which of the keys opens it.
    """
    cipher = _cipher(*_key_and_salt(file, keys), context)
    count = 0
    while True:
        last, sealed = _record(file)
        try:
            chunk = cipher.decrypt(_nonce(count, last), sealed, None)
        except InvalidTag as error:
            raise _broken(file, f"is beschadigd of hoort elders (deel {count + 1})") from error
        if last:
            _refuse_more(file)
            return chunk
        yield chunk
        count += 1


def name_of_key(path: Path) -> bytes:
    """The name of the key that opens this file. SealedFileBroken when it is none of ours."""
    with path.open("rb") as file:
        return _head(file)[0]


def _key_and_salt(file: BinaryIO, keys: Sequence[bytes]) -> tuple[bytes, bytes]:
    name, salt = _head(file)
    for key in keys:
        if name == key_name(key):
            return key, salt
    raise _broken(file, f"is verzegeld met een andere sleutel (die met het merk {name.hex()})")


def _head(file: BinaryIO) -> tuple[bytes, bytes]:
    if file.read(len(MAGIC)) != MAGIC:
        raise _broken(file, "is geen back-up van dit platform")
    name = file.read(KEY_NAME_BYTES)
    salt = file.read(SALT_BYTES)
    if len(salt) < SALT_BYTES:
        raise _broken(file, "is afgebroken")
    return name, salt


def _record(file: BinaryIO) -> tuple[bool, bytes]:
    head = file.read(RECORD.size)
    last, length = RECORD.unpack(head) if len(head) == RECORD.size else (False, 0)
    sealed = file.read(length) if length <= LONGEST_RECORD else b""
    if not length or len(sealed) < length:
        raise _broken(file, "is afgebroken of beschadigd")
    return last, sealed


def _refuse_more(file: BinaryIO) -> None:
    if file.read(1):
        raise _broken(file, "gaat door na zijn einde")


def _broken(file: BinaryIO, what: str) -> SealedFileBroken:
    name = getattr(file, "name", "Het bestand")
    return SealedFileBroken(f"{name} {what}. Er is niets teruggezet. Neem een andere kopie of een andere back-up.")


def _cipher(key: bytes, salt: bytes, context: str) -> AESGCM:
    info = MAGIC + context.encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key))


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])
