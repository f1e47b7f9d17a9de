"""What a file really is, by its own bytes: three kinds, each read from its first byte to its last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from loopbaankrediet.uploads.errors import KindUnknown
from loopbaankrediet.uploads.formats import jpeg, pdf, png
from loopbaankrediet.uploads.limits import upload_limit
from loopbaankrediet.uploads.models import Kind


@dataclass(frozen=True)
class Limits:
    """Of pictures, in points."""

    side: int
    points: int


def clean(content: bytes, *, on: date) -> tuple[Kind, bytes]:
    """The kind, and the content without what it need not hold. FileRefused when it is not a sound file of a kind."""
    kind = _kind_of(content)
    limits = Limits(upload_limit("picture_side", on=on), upload_limit("picture_points", on=on))
    return kind, READERS[kind](content, limits)


def _kind_of(content: bytes) -> Kind:
    for kind, magic in MAGIC.items():
        if content.startswith(magic):
            return kind
    raise KindUnknown


MAGIC = {Kind.PDF: pdf.MAGIC, Kind.JPEG: jpeg.MAGIC, Kind.PNG: png.MAGIC}
READERS: dict[Kind, Callable[[bytes, Limits], bytes]] = {
    Kind.PDF: lambda content, _: pdf.clean(content),
    Kind.JPEG: lambda content, limits: jpeg.clean(content, side=limits.side, points=limits.points),
    Kind.PNG: lambda content, limits: png.clean(content, side=limits.side, points=limits.points),
}
