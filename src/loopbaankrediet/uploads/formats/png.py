"""PNG (ISO/IEC 15948): every chunk with its checksum, the picture unpacked to exactly its size, nothing else kept."""

import struct
import zlib
from collections.abc import Iterator
from itertools import groupby

from loopbaankrediet.uploads.errors import FileDamaged, PictureTooLarge
from loopbaankrediet.uploads.formats.inflating import Inflating

MAGIC = b"\x89PNG\r\n\x1a\n"
KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
HEADER = struct.Struct(">IIBBBBB")
LOWER = 0x20

Chunk = tuple[bytes, bytes]


def clean(content: bytes, *, side: int, points: int) -> bytes:
    """The same picture without notes, places and hidden data. FileDamaged, PictureTooLarge."""
    chunks = list(_chunks(content))
    kept = [chunk for chunk in chunks if chunk[0] in KEPT]
    names = [name for name, _ in groupby(name for name, _ in kept)]
    if names[:1] != [b"IHDR"] or any(names.count(name) > 1 for name in CRITICAL) or b"IDAT" not in names:
        raise FileDamaged
    _check_unpacks([data for name, data in kept if name == b"IDAT"], _unpacked_bytes(kept[0][1], side, points))
    return MAGIC + b"".join(_written(name, data) for name, data in kept)


def _chunks(content: bytes) -> Iterator[Chunk]:
    """Up to and with the end; what follows it is no part of the picture."""
    at, name = len(MAGIC), b""
    while name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data, crc = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        is_unknown = len(name) == 4 and not name[0] & LOWER and name not in CRITICAL
        if len(crc) < 4 or int.from_bytes(crc) != zlib.crc32(name + data) or is_unknown:
            raise FileDamaged
        yield name, data
        at += 12 + length


def _unpacked_bytes(header: bytes, side: int, points: int) -> int:
    if len(header) != HEADER.size:
        raise FileDamaged
    width, height, depth, colour, packing, filtering, interlace = HEADER.unpack(header)
    is_known = depth in DEPTHS.get(colour, ()) and (packing, filtering) == (0, 0) and interlace in (0, 1)
    if not width or not height or not is_known:
        raise FileDamaged
    if max(width, height) > side or width * height > points:
        raise PictureTooLarge
    bits = depth * CHANNELS[colour]
    sizes = [_size_of_pass(width, height, one) for one in PASSES] if interlace else [(width, height)]
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns and rows)


def _size_of_pass(width: int, height: int, steps: tuple[int, int, int, int]) -> tuple[int, int]:
    left, top, across, down = steps
    return max(0, -(-(width - left) // across)), max(0, -(-(height - top) // down))


def _check_unpacks(parts: list[bytes], expected: int) -> None:
    """Exactly the bytes of the picture: a bomb stops within a mebibyte past it."""
    inflating, found = Inflating(), 0
    try:
        for piece in inflating.pieces(parts):
            found += len(piece)
            if found > expected:
                raise FileDamaged
    except zlib.error as error:
        raise FileDamaged from error
    if found != expected or not inflating.has_ended:
        raise FileDamaged


def _written(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
