"""JPEG (ITU-T T.81): every segment in its place; of what cameras add, only which way is up is kept."""

import re
import struct
from collections.abc import Iterator

from loopbaankrediet.uploads.errors import FileDamaged, PictureTooLarge

MAGIC = b"\xff\xd8\xff"
START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = {0xC0, 0xC1, 0xC2}
KEPT = {0xC4, 0xDB, 0xDD, SCAN} | FRAMES
JFIF, EXIF, ADOBE = 0xE0, 0xE1, 0xEE
EXTRA = {*range(0xE0, 0xF0), 0xFE}
MARKER_AFTER_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
JFIF_BYTES, ADOBE_BYTES = 12, 12
ORIENTATION = 0x0112
MOST_ENTRIES = 512

Segment = tuple[int, bytes, bytes]


def clean(content: bytes, *, side: int, points: int) -> bytes:
    """The same picture without place, camera and notes; FileDamaged, PictureTooLarge."""
    segments = list(_segments(content))
    markers = [marker for marker, _, _ in segments]
    frames = [data for marker, data, _ in segments if marker in FRAMES]
    if len(frames) != 1 or SCAN not in markers or markers.index(SCAN) < _frame_at(markers):
        raise FileDamaged
    _check_size(frames[0], side, points)
    return b"\xff\xd8" + b"".join(_kept(*segment) for segment in segments) + b"\xff\xd9"


def _frame_at(markers: list[int]) -> int:
    return next(place for place, marker in enumerate(markers) if marker in FRAMES)


def _segments(content: bytes) -> Iterator[Segment]:
    """Marker, its data, and for a scan the coded points that follow; up to the end of the picture."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if content[at : at + 1] != b"\xff" or len(content) < at + 2:
            raise FileDamaged
        marker = content[at + 1]
        if marker == END:
            return
        length = int.from_bytes(content[at + 2 : at + 4])
        data = content[at + 4 : at + 2 + length]
        if marker not in KEPT | EXTRA or length < 2 or len(data) != length - 2:
            raise FileDamaged
        at += 2 + length
        until = _end_of_scan(content, at) if marker == SCAN else at
        yield marker, data, content[at:until]
        at = until


def _end_of_scan(content: bytes, start: int) -> int:
    found = MARKER_AFTER_SCAN.search(content, start)
    if found is None:
        raise FileDamaged
    return found.start()


def _check_size(frame: bytes, side: int, points: int) -> None:
    if len(frame) < 6 or frame[0] != 8 or frame[5] not in (1, 3, 4) or len(frame) != 6 + 3 * frame[5]:
        raise FileDamaged
    height, width = struct.unpack(">HH", frame[1:5])
    if not height or not width:
        raise FileDamaged
    if max(width, height) > side or width * height > points:
        raise PictureTooLarge


def _kept(marker: int, data: bytes, coded: bytes) -> bytes:
    if marker in KEPT:
        return _written(marker, data) + coded
    if marker == JFIF and data.startswith(b"JFIF\0") and len(data) >= JFIF_BYTES:
        return _written(JFIF, data[:JFIF_BYTES] + b"\0\0")
    if marker == ADOBE and data.startswith(b"Adobe") and len(data) >= ADOBE_BYTES:
        return _written(ADOBE, data[:ADOBE_BYTES])
    turned = _orientation(data) if marker == EXIF else 0
    return _written(EXIF, _only_orientation(turned)) if turned else b""


def _orientation(data: bytes) -> int:
    """1 to 8, or 0 when the camera did not say."""
    order = {b"II": "<", b"MM": ">"}.get(data[6:8])
    if not data.startswith(b"Exif\0\0") or order is None or len(data) < 14:
        return 0
    at = 6 + int(struct.unpack(f"{order}I", data[10:14])[0])
    if len(data) < at + 2:
        return 0
    entries = min(int(struct.unpack(f"{order}H", data[at : at + 2])[0]), MOST_ENTRIES)
    for entry in (data[at + 2 + 12 * one : at + 14 + 12 * one] for one in range(entries)):
        if len(entry) == 12 and struct.unpack(f"{order}H", entry[:2])[0] == ORIENTATION:
            turned = int(struct.unpack(f"{order}H", entry[8:10])[0])
            return turned if 1 <= turned <= 8 else 0
    return 0


def _only_orientation(turned: int) -> bytes:
    """One entry: tag, a short, once, its value (TIFF 6.0)."""
    return b"Exif\0\0MM\0\x2a\0\0\0\x08" + struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, turned, 0, 0)


def _written(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
