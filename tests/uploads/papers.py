"""Small sound files of each kind, made here byte by byte, and ways to spoil them."""

import struct
import zlib

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(
    width: int = 3, height: int = 2, *, packed: bytes | None = None, more: bytes = b"", interlace: int = 0
) -> bytes:
    """Grey, eight bits; `more`: chunks before the picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlace)
    rows = zlib.compress((b"\0" + bytes(width)) * height) if packed is None else packed
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def exif(turned: int) -> bytes:
    """As a camera writes it: which way is up, and where it was taken."""
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack("<HHII", 0x8825, 4, 1, 38)
    return segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x02\0" + entries + b"\0\0\0\0GPS 51.0259 4.4777")


def jpeg(width: int = 3, height: int = 2, *, more: bytes = b"") -> bytes:
    """One component; the coded points are zeros with a stuffed byte and a restart."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    tables = segment(0xDB, bytes(65)) + segment(0xC4, bytes(17))
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    jfif = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
    return b"\xff\xd8" + jfif + more + tables + frame + scan + b"\xff\xd9"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """One empty page, and these objects beside it."""
    standard = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R>>",
    )
    text, places = b"%PDF-1.7\n", []
    for number, one in enumerate((*standard, *objects), 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(text)
    text += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    text += b"".join(b"%010d 00000 n \n" % place for place in places)
    return text + b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)


def stream(content: bytes, told: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (told, len(packed), packed)


def objects(content: bytes) -> bytes:
    """A packed stream of objects."""
    return stream(content, b"/Type/ObjStm/N 1/First 4")
