"""Taking a file of VDAB: whole or not at all, once, with the lines that cannot be used kept apart."""

import hashlib
from collections.abc import Iterator
from datetime import date
from io import BufferedReader
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import connection, transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.vouchers import staging
from loopbaankrediet.vouchers.contract import HEADER, Manifest, manifest_beside, read_manifest
from loopbaankrediet.vouchers.errors import (
    ChecksumWrong,
    CountWrong,
    ExtractedLater,
    FileTooOld,
    HeaderWrong,
    SumWrong,
    VoucherFileMissing,
)
from loopbaankrediet.vouchers.lines import LONGEST_LINE, LineReader, ReadLine
from loopbaankrediet.vouchers.models import RefusedVoucherFile, VoucherFile

FILES = UUID("6f0f6a55-3a53-5a0b-9b1e-2f1f5d7c4a10")
LOCK = 2043
LONGEST = "30min"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def take_voucher_file(path: Path, *, clock: Clock) -> tuple[VoucherFile, bool]:
    """Read the file with the manifest beside it; gives the file, and False when it was taken before.

    A VoucherFileRefused changes nothing. A line that cannot be used is kept with its fault; the others are taken. A
    line that says something else than an earlier file becomes the next version of its voucher.
    """
    manifest = read_manifest(manifest_beside(path))
    try:
        with path.open("rb") as source:
            _check_sum(source, manifest)
            return _take(source, path.name, manifest, clock)
    except OSError as error:
        raise VoucherFileMissing(name=path.name) from error


def note_refused(*, name: str, why: str, clock: Clock) -> None:
    """Keep for the officers that a file was not used, and why."""
    RefusedVoucherFile.objects.create(name=name, why=why, refused_at=clock.now())


def _check_sum(source: BufferedReader, manifest: Manifest) -> None:
    if hashlib.file_digest(source, "sha256").hexdigest() != manifest.sha256.lower():
        raise ChecksumWrong
    source.seek(0)


@transaction.atomic
def _take(source: BufferedReader, name: str, manifest: Manifest, clock: Clock) -> tuple[VoucherFile, bool]:
    _allow_time()
    digest = manifest.sha256.lower()
    key = uuid5(FILES, digest)
    if done_before(key, by=SYSTEM, about=("take_voucher_file", digest)):
        return VoucherFile.objects.get(sha256=digest), False
    _one_file_at_a_time()
    _check_age(manifest, clock.today())
    staging.stage(_lines(source, manifest))
    minutes = _check_totals(manifest)
    counts = staging.sort_out()
    file = VoucherFile.objects.create(
        id=uuid4(),
        sha256=digest,
        name=name,
        period_from=manifest.period_from,
        period_until=manifest.period_until,
        extracted_on=manifest.extracted_on,
        lines=manifest.lines,
        minutes_paid=minutes,
        added=counts.added,
        replaced=counts.replaced,
        known=counts.known,
        rejected=counts.rejected,
        taken_on=clock.today(),
        taken_at=clock.now(),
    )
    staging.keep(file.id)
    record_act("take_voucher_file", Subject("voucher_file", file.id), key=key, by=SYSTEM, clock=clock)
    return file, True


def _allow_time() -> None:
    """A whole history takes longer than a page may; who gives the same file at once waits for the first."""
    with connection.cursor() as cursor:
        for limit in ("statement_timeout", "lock_timeout"):
            cursor.execute("SELECT set_config(%s, %s, true)", [limit, LONGEST])


def _one_file_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _check_age(manifest: Manifest, today: date) -> None:
    if manifest.extracted_on > today:
        raise ExtractedLater(day=day(manifest.extracted_on))
    latest = VoucherFile.objects.order_by("-extracted_on").first()
    if latest is not None and manifest.extracted_on < latest.extracted_on:
        raise FileTooOld(day=day(manifest.extracted_on), known=day(latest.extracted_on))


def _lines(source: BufferedReader, manifest: Manifest) -> Iterator[ReadLine]:
    """Every line after the header, numbered as a text editor does; CountWrong when they are not as many as promised."""
    if source.readline(LONGEST_LINE).removeprefix(BYTE_ORDER_MARK).strip() != HEADER.encode():
        raise HeaderWrong(wanted=HEADER)
    reader, number = LineReader(manifest, allow_test=settings.ALLOW_TST_INSZ), 1
    for number, raw in enumerate(_raw_lines(source), 2):
        if number - 1 > manifest.lines:
            raise CountWrong(found=f"meer dan {manifest.lines}", wanted=manifest.lines)
        yield reader.read(number, raw)
    if number - 1 != manifest.lines:
        raise CountWrong(found=number - 1, wanted=manifest.lines)


def _raw_lines(source: BufferedReader) -> Iterator[bytes]:
    """Lines of bounded length: the rest of one that is too long is read over."""
    while raw := source.readline(LONGEST_LINE):
        rest = raw
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE)
        yield raw


def _check_totals(manifest: Manifest) -> int:
    """The minutes of the lines. They cannot be compared when some line's minutes are no number."""
    minutes, unread = staging.totals()
    if not unread and minutes != manifest.minutes_paid:
        raise SumWrong(found=minutes, wanted=manifest.minutes_paid)
    return minutes
