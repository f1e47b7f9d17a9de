"""Reads of papers: what lies about a thing, and the content piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from loopbaankrediet.journal.keys import TextRing, raw_keeper_for
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.uploads.models import NAME, Kind, Upload, UploadPiece, UploadPurpose, UploadState
from loopbaankrediet.uploads.policies import check_can_be_opened

TYPES = {Kind.PDF: "application/pdf", Kind.JPEG: "image/jpeg", Kind.PNG: "image/png"}


@dataclass(frozen=True)
class UploadView:
    """One paper; `size` in bytes. `can_be_opened` as `content_of` decides."""

    id: UUID
    owner_id: UUID
    purpose: UploadPurpose
    about_id: UUID
    kind: Kind
    state: UploadState
    name: str
    size: int
    received_on: date

    @property
    def content_type(self) -> str:
        return TYPES[self.kind]

    @property
    def is_picture(self) -> bool:
        return self.kind is not Kind.PDF

    @property
    def can_be_opened(self) -> bool:
        return self.state is UploadState.CLEAN or (self.state is UploadState.UNSCANNED and not has_scanner())


def has_scanner() -> bool:
    """Whether a virus scanner is set up (CLAMD). Without one every paper stays 'niet gescand'."""
    return bool(settings.CLAMD)


def uploads_about(purpose: UploadPurpose, about_id: UUID) -> tuple[UploadView, ...]:
    """What was handed in about this, oldest first; not what was taken away."""
    rows = Upload.objects.filter(purpose=purpose, about_id=about_id).exclude(state=UploadState.WITHDRAWN)
    ring = TextRing()
    return tuple(_view(row, ring) for row in rows.order_by("received_at", "id"))


def upload_to_read(upload_id: UUID) -> UploadView:
    """NotFound when there is none, or the viewer may not see it."""
    row = Upload.objects.filter(id=upload_id).exclude(state=UploadState.WITHDRAWN).first()
    if row is None:
        raise NotFound
    return _view(row, TextRing())


def content_of(upload_id: UUID) -> Iterator[bytes]:
    """The content, at most one piece of it in memory. NotFound, HasVirus, StillScanned, Erased; SealBroken."""
    upload = Upload.objects.filter(id=upload_id).first()
    if upload is None:
        raise NotFound
    check_can_be_opened(upload, has_scanner=has_scanner())
    return _opened(upload)


def to_scan(most: int) -> list[UUID]:
    """Papers that no scanner looked at, oldest first."""
    rows = Upload.objects.filter(state=UploadState.UNSCANNED).order_by("received_at")
    return list(rows.values_list("id", flat=True)[:most])


def pieces_to_scan(upload_id: UUID) -> Iterator[bytes]:
    """As `content_of`, for the scanner itself."""
    return _opened(Upload.objects.get(id=upload_id))


def _opened(upload: Upload) -> Iterator[bytes]:
    keeper = raw_keeper_for(upload.owner_id, writes=False)
    for number in range(upload.pieces):
        sealed = UploadPiece.objects.values_list("sealed", flat=True).get(upload=upload, number=number)
        yield keeper.open(sealed, upload.context_of(number))


def _view(row: Upload, ring: TextRing) -> UploadView:
    return UploadView(
        row.id,
        row.owner_id,
        UploadPurpose(row.purpose),
        row.about_id,
        Kind(row.kind),
        UploadState(row.state),
        ring.text(row.owner_id, row.name_sealed, context=NAME),
        row.size,
        row.received_on,
    )
