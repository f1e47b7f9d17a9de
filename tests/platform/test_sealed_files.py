"""Sealed files: a backup that somebody cut, changed or exchanged must never pass for a whole one."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopbaankrediet.platform.backups.errors import SealedFileBroken
from loopbaankrediet.platform.backups.sealed_files import (
    KEY_NAME_BYTES,
    MAGIC,
    RECORD,
    SALT_BYTES,
    Sealer,
    unsealed,
    written_whole,
)

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
HEAD = len(MAGIC) + KEY_NAME_BYTES + SALT_BYTES
CHUNKS = [b"de eerste", b"", b"Zo\xc3\xab's tweede" * 40]
NOTE = b"slot"


def sealed(chunks: list[bytes], *, context: str = "proef") -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, KEY, context=context)
    for chunk in chunks:
        sealer.add(chunk)
    sealer.close(NOTE)
    return file.getvalue()


def opened(content: bytes, *, key: bytes = KEY, context: str = "proef") -> tuple[list[bytes], bytes]:
    chunks, reading = [], unsealed(io.BytesIO(content), [key], context=context)
    while True:
        try:
            chunks.append(next(reading))
        except StopIteration as end:
            return chunks, end.value


def records(content: bytes) -> list[bytes]:
    found, rest = [], content[HEAD:]
    while rest:
        _, length = struct.unpack(RECORD.format, rest[: RECORD.size])
        found.append(rest[: RECORD.size + length])
        rest = rest[RECORD.size + length :]
    return found


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_what_was_sealed_opens_to_the_same(chunks: list[bytes]) -> None:
    assert opened(sealed(chunks)) == (chunks, NOTE)


def test_a_file_cut_anywhere_is_refused() -> None:
    content = sealed(CHUNKS)
    for length in range(len(content)):
        with pytest.raises(SealedFileBroken):
            opened(content[:length])


def test_a_file_with_one_changed_byte_is_refused() -> None:
    content = sealed(CHUNKS)
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises(SealedFileBroken):
            opened(bytes(changed))


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 2, 3), (0, 0, 1, 2, 3), (0, 1, 3), (0, 1, 2)])
def test_chunks_that_moved_or_disappeared_are_seen(order: tuple[int, ...]) -> None:
    content = sealed(CHUNKS)
    parts = records(content)
    with pytest.raises(SealedFileBroken):
        opened(content[:HEAD] + b"".join(parts[number] for number in order))


def test_a_chunk_of_another_file_does_not_fit() -> None:
    first, second = sealed(CHUNKS), sealed(CHUNKS)
    parts = [records(second)[0], *records(first)[1:]]
    with pytest.raises(SealedFileBroken, match="beschadigd"):
        opened(first[:HEAD] + b"".join(parts))


def test_bytes_after_the_end_are_refused() -> None:
    with pytest.raises(SealedFileBroken, match="einde"):
        opened(sealed(CHUNKS) + b"x")


def test_a_file_under_another_name_is_refused() -> None:
    with pytest.raises(SealedFileBroken):
        opened(sealed(CHUNKS, context="segment 1"), context="segment 2")


def test_another_key_is_told_apart_from_damage() -> None:
    with pytest.raises(SealedFileBroken, match="andere sleutel"):
        opened(sealed(CHUNKS), key=OTHER_KEY)


def test_a_file_that_is_not_ours_is_told() -> None:
    with pytest.raises(SealedFileBroken, match="geen back-up van dit platform"):
        opened(b"PK\x03\x04 een zip")


def test_the_same_content_never_gives_the_same_file() -> None:
    assert records(sealed(CHUNKS)) != records(sealed(CHUNKS))


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    def break_off() -> None:
        with written_whole(tmp_path / "kopie") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert list(tmp_path.iterdir()) == []
    with written_whole(tmp_path / "kopie") as file:
        file.write(b"heel")
    assert ((tmp_path / "kopie").read_bytes(), (tmp_path / "kopie").stat().st_mode & 0o777) == (b"heel", 0o600)
