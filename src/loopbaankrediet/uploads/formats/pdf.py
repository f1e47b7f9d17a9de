"""PDF (ISO 32000-2): a strict look of our own at the whole file. It shows pages or it is refused; it is not rewritten.

A name that makes a PDF act is searched in every byte, however it is written (`/J#61vaScript`), and in every packed
stream of objects. What cannot be looked into is refused.
"""

import re
import zlib
from collections.abc import Iterator

from loopbaankrediet.uploads.errors import FileDamaged, PdfActive, PdfEncrypted, PdfUnclear
from loopbaankrediet.uploads.formats.inflating import Inflating

MAGIC = b"%PDF-"
HEADER = re.compile(rb"%PDF-[12]\.\d")
TAIL = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
STREAM = re.compile(rb"(?<!end)stream[\x00\t\n\x0c\r ]*")
FLATE_ONLY = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
MOST_STREAMS = 20_000
MOST_UNPACKED = 400_000_000
BLOCK = 1 << 14
NAME_ENDS = r"(?![A-Za-z0-9#])"


def _name(text: str, then: str = NAME_ENDS) -> re.Pattern[bytes]:
    """Finds the name, with any of its letters written as #xx."""
    letters = "".join(f"(?:{sign}|#{ord(sign):02x}|#{ord(sign):02X})" for sign in text)
    return re.compile(f"/{letters}{then}".encode())


# Short names also stand in packed pictures by chance: XFA is searched as it is written in a dictionary.
ACTS = {
    "een script": [_name("JavaScript"), _name("Rendition")],
    "een opdracht": [_name(name) for name in ("Launch", "ImportData", "SubmitForm", "GoToE", "GoToR")],
    "een ander bestand": [_name("EmbeddedFile"), _name("EmbeddedFiles")],
    "beeld, klank of een formulier": [_name("RichMedia"), _name("Movie"), _name("XFA", then=r"(?=[\s\[])")],
}
ENCRYPTED, OBJECTS, FLATE, ROOT = _name("Encrypt"), _name("ObjStm"), _name("FlateDecode"), _name("Root")


def clean(content: bytes) -> bytes:
    """The same bytes. FileDamaged, PdfEncrypted, PdfActive, PdfUnclear."""
    _check_shape(content)
    if ENCRYPTED.search(content):
        raise PdfEncrypted
    _check_does_nothing(content)
    looked_into, left = 0, MOST_UNPACKED
    for told, start in _streams(content):
        holds_objects = OBJECTS.search(told) is not None
        if len(FLATE.findall(told)) > 1 or (holds_objects and not FLATE_ONLY.search(told)):
            raise PdfUnclear
        if FLATE.search(told):
            left -= _look_into(content, start, left, holds_objects=holds_objects)
        looked_into += holds_objects
    if looked_into != len(OBJECTS.findall(content)):
        raise PdfUnclear
    return content


def _check_shape(content: bytes) -> None:
    tail = TAIL.search(content, max(0, len(content) - 1024))
    if not HEADER.match(content) or tail is None or not TABLE.match(content, int(tail[1])) or not ROOT.search(content):
        raise FileDamaged


def _check_does_nothing(text: bytes) -> None:
    for what, names in ACTS.items():
        if any(name.search(text) for name in names):
            raise PdfActive(what=what)


def _streams(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Everything since the stream before, so also its dictionary, and where its bytes start."""
    before = 0
    for number, found in enumerate(STREAM.finditer(content)):
        if number == MOST_STREAMS:
            raise PdfUnclear
        yield content[before : found.start()], found.end()
        before = found.end()


def _look_into(content: bytes, start: int, most: int, *, holds_objects: bool) -> int:
    """How many bytes it unpacks to. A stream of objects that does not unpack is refused; a broken picture is not."""
    inflating, unpacked, kept = Inflating(), 0, bytearray()
    try:
        for piece in inflating.pieces(_blocks(content, start)):
            unpacked += len(piece)
            if unpacked > most:
                raise PdfUnclear
            if holds_objects:
                kept += piece
    except zlib.error as error:
        if holds_objects:
            raise PdfUnclear from error
    if holds_objects and not inflating.has_ended:
        raise PdfUnclear
    _check_does_nothing(bytes(kept))
    return unpacked


def _blocks(content: bytes, start: int) -> Iterator[bytes]:
    return (content[at : at + BLOCK] for at in range(start, len(content), BLOCK))
