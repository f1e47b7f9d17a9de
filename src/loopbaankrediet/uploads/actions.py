"""The verbs of papers: hand in, take away, scan. The only writers here.

Who may hand in for this purpose and what it is about is the caller's: `flows.proofs` for an application.
"""

from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import raw_keeper_for, seal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.journal.models import Kind as EntryKind
from loopbaankrediet.kernel.actors import SYSTEM, Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.platform.limits import Limit, Use, take
from loopbaankrediet.uploads.errors import FileEmpty, FileTooLarge, FileTwice, NoRoomLeft, SeenAlready, TooManyFiles
from loopbaankrediet.uploads.formats import clean
from loopbaankrediet.uploads.limits import upload_limit
from loopbaankrediet.uploads.models import NAME, UPLOAD_STATES, Upload, UploadPiece, UploadPurpose, UploadState
from loopbaankrediet.uploads.naming import clean_name
from loopbaankrediet.uploads.policies import check_is_owner

PIECE = 256 * 1024
GONE = (UploadState.WITHDRAWN, UploadState.INFECTED)
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@transaction.atomic
def take_upload(
    *,
    owner_id: UUID,
    purpose: UploadPurpose,
    about_id: UUID,
    name: str,
    source: BinaryIO,
    by: Actor,
    clock: Clock,
    key: UUID,
) -> Upload:
    """Look at the file, clean it, and keep it sealed under the owner's key. Nothing is kept when this fails.

    `source` is read up to the largest size and no further. FileRefused with what is wrong; Erased.
    """
    check_is_owner(by, owner_id, clock=clock)
    content, keeper = _within_size(source, clock), raw_keeper_for(owner_id)
    about = ("take_upload", owner_id, purpose, about_id, keeper.fingerprint(content).hex())
    earlier = done_before(key, by=by, about=about)
    if earlier is not None:
        return Upload.objects.get(id=earlier)
    _count(owner_id, clock)
    kind, cleaned = clean(content, on=clock.today())
    upload = Upload(
        owner_id=owner_id,
        purpose=purpose,
        about_id=about_id,
        kind=kind,
        name_sealed=seal_for(owner_id, clean_name(name, kind.value), context=NAME),
        size=len(cleaned),
        pieces=-(-len(cleaned) // PIECE),
        fingerprint=keeper.fingerprint(cleaned),
        received_on=clock.today(),
        received_at=clock.now(),
    )
    _check_room(upload)
    upload.save(force_insert=True)
    for number in range(upload.pieces):
        part = cleaned[number * PIECE : (number + 1) * PIECE]
        UploadPiece.objects.create(upload=upload, number=number, sealed=keeper.seal(part, upload.context_of(number)))
    _note("take_upload", upload, by=by, clock=clock, key=key)
    return upload


@transaction.atomic
def withdraw_upload(*, upload_id: UUID, by: Actor, clock: Clock, key: UUID) -> Upload:
    """The owner takes a wrong file away, as long as nobody who decides has looked at it (SeenAlready)."""
    earlier, upload = done_before(key, by=by, about=("withdraw_upload", upload_id)), _locked(upload_id)
    check_is_owner(by, upload.owner_id, clock=clock)
    if earlier is not None:
        return upload
    state = UPLOAD_STATES.after(upload.state, "withdraw")
    if Entry.objects.filter(subject_id=upload.id, kind=EntryKind.LOOK).exclude(actor_id=upload.owner_id).exists():
        raise SeenAlready
    upload.withdrawn_at = clock.now()
    _end(upload, state, "withdrawn_at")
    _note("withdraw_upload", upload, by=by, clock=clock, key=key)
    return upload


@transaction.atomic
def note_scan(*, upload_id: UUID, is_clean: bool, clock: Clock, key: UUID) -> Upload:
    """What the scanner said. A file with a virus is emptied at once; who sent it reads so on her page."""
    upload = _locked(upload_id)
    if upload.state != UploadState.UNSCANNED:
        return upload
    upload.scanned_at = clock.now()
    state = UPLOAD_STATES.after(upload.state, "pass_scan" if is_clean else "fail_scan")
    if is_clean:
        upload.state = state
        upload.save(update_fields=["state", "scanned_at"])
        _note("pass_scan", upload, by=SYSTEM, clock=clock, key=key)
    else:
        _end(upload, state, "scanned_at")
        _note("fail_scan", upload, by=SYSTEM, clock=clock, key=key)
    return upload


def _within_size(source: BinaryIO, clock: Clock) -> bytes:
    most = upload_limit("file_bytes", on=clock.today())
    content = source.read(most + 1)
    if not content:
        raise FileEmpty
    if len(content) > most:
        raise FileTooLarge(most=_megabytes(most))
    return content


def _count(owner_id: UUID, clock: Clock) -> None:
    """Also what is refused counts: to look into files costs work."""
    most = upload_limit("files_a_day", on=clock.today())
    take([Use(Limit("papers of a person", most=most, within=timedelta(days=1)), str(owner_id))], at=clock.now())


def _check_room(upload: Upload) -> None:
    """One act of a person at a time, so that two together never pass the limit."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [f"uploads {upload.owner_id}"])
    kept, today = Upload.objects.filter(owner_id=upload.owner_id).exclude(state__in=GONE), upload.received_on
    beside = kept.filter(purpose=upload.purpose, about_id=upload.about_id)
    if beside.filter(fingerprint=upload.fingerprint).exists():
        raise FileTwice
    most_files = upload_limit("files_about_one_thing", on=today)
    if beside.count() >= most_files:
        raise TooManyFiles(most=most_files)
    most_bytes = upload_limit("bytes_of_one_person", on=today)
    if (kept.aggregate(all=Sum("size"))["all"] or 0) + upload.size > most_bytes:
        raise NoRoomLeft(most=_megabytes(most_bytes))


def _end(upload: Upload, state: UploadState, moment: str) -> None:
    upload.state = state
    upload.save(update_fields=["state", moment])
    UploadPiece.objects.filter(upload=upload).update(sealed=b"")


def _locked(upload_id: UUID) -> Upload:
    found = Upload.objects.select_for_update().filter(id=upload_id).first()
    if found is None:
        raise NotFound
    return found


def _note(verb: str, upload: Upload, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("upload", upload.id, upload.owner_id), key=key, by=by, clock=clock)


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"
