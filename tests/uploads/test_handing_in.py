"""Handing in a paper: kept sealed and once, within limits, seen by whom it is for, scanned, gone with the key."""

from collections.abc import Iterator
from io import BytesIO
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings
from simulators import clamd

from loopbaankrediet.flows.proofs import hand_in_proof
from loopbaankrediet.flows.scan_papers import scan_waiting
from loopbaankrediet.journal.actions import Subject, record_look
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.crypto import SealBroken
from loopbaankrediet.kernel.errors import DomainError, NotFound, WrongState
from loopbaankrediet.messages.models import Message
from loopbaankrediet.platform.viewing import seen_by
from loopbaankrediet.uploads import actions
from loopbaankrediet.uploads.actions import take_upload, withdraw_upload
from loopbaankrediet.uploads.errors import (
    FileEmpty,
    FileTooLarge,
    FileTwice,
    HasVirus,
    NoRoomLeft,
    ScannerSilent,
    SeenAlready,
    StillScanned,
    TooManyFiles,
)
from loopbaankrediet.uploads.limits import upload_limit
from loopbaankrediet.uploads.models import Upload, UploadPiece, UploadPurpose, UploadState
from loopbaankrediet.uploads.queries import content_of, upload_to_read, uploads_about
from tests.story import Story
from tests.uploads.papers import EICAR, pdf, png, stream

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.enable_socket]
SMALL = {"file_bytes": 900_000, "files_about_one_thing": 3, "bytes_of_one_person": 1_000_000, "files_a_day": 12}


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "upload_limit", lambda name, on: SMALL.get(name) or upload_limit(name, on=on))


@pytest.fixture(name="scanner")
def scanner_(settings: Settings) -> Iterator[None]:
    with clamd.server() as running:
        settings.CLAMD = f"127.0.0.1:{running.server_address[1]}"
        Thread(target=running.serve_forever, daemon=True).start()
        yield
        running.shutdown()


def refused(story: Story) -> UUID:
    """Bart's application, on which something is missing."""
    return story.apply("bart").id


def hand_in(story: Story, about: UUID, content: bytes, name: str = "attest.pdf", who: str = "bart") -> Upload:
    return hand_in_proof(application_id=about, name=name, source=BytesIO(content), **story.act(who))


def read(upload: Upload) -> bytes:
    return b"".join(content_of(upload.id))


def test_a_paper_is_kept_sealed_and_once_and_goes_when_it_is_taken_away() -> None:
    story = Story()
    about = refused(story)
    content = pdf(stream(b"x"), b"(%s)" % (bytes(range(65, 91)) * 25_000))
    kept = hand_in(story, about, content, "loon\u202efdp.exe")
    assert read(kept) == content
    assert UploadPiece.objects.filter(upload=kept).count() == 3
    (view,) = uploads_about(UploadPurpose.APPLICATION, about)
    assert (view.name, view.state, view.size) == ("loonfdp.pdf", UploadState.UNSCANNED, len(content))
    assert not any(b"ABCDEFGH" in bytes(piece.sealed) for piece in UploadPiece.objects.order_by("id"))
    with pytest.raises(FileTwice):
        hand_in(story, about, content, "nog eens.pdf")
    act = story.act("bart")
    first, second = (hand_in_proof(application_id=about, name="foto", source=BytesIO(png()), **act) for _ in range(2))
    assert first.id == second.id
    swapped = UploadPiece.objects.filter(upload=kept).order_by("number")
    sealed = [bytes(piece.sealed) for piece in swapped]
    UploadPiece.objects.filter(upload=kept, number=0).update(sealed=sealed[1])
    with pytest.raises(SealBroken):
        read(kept)
    withdraw_upload(upload_id=kept.id, **story.act("bart"))
    assert {bytes(piece.sealed) for piece in UploadPiece.objects.filter(upload=kept)} == {b""}
    with pytest.raises(NotFound):
        read(kept)
    hand_in(story, about, content)
    hand_in(story, about, png(2, 2))
    with pytest.raises(TooManyFiles):
        hand_in(story, about, png(9, 9))


def test_what_does_not_fit_is_refused_and_leaves_nothing() -> None:
    story = Story()
    about = refused(story)
    for content, refusal in ((b"", FileEmpty), (bytes(900_001), FileTooLarge)):
        with pytest.raises(refusal):
            hand_in(story, about, content)
    hand_in(story, about, pdf(b"(%s)" % bytes(700_000)))
    with pytest.raises(NoRoomLeft):
        hand_in(story, about, pdf(b"(%s)" % bytes(700_001)))

    class Cut(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line broke")

    with pytest.raises(OSError, match="broke"):
        hand_in_proof(application_id=about, name="x", source=Cut(), **story.act("bart"))
    assert Upload.objects.count() == 1


def test_only_the_owner_and_officers_see_a_paper_and_what_was_seen_stays() -> None:
    story = Story()
    about = refused(story)
    kept = hand_in(story, about, png())
    for name in ("an", "dirk"):
        with seen_by(story.actor(name)):
            assert Upload.objects.count() == UploadPiece.objects.count() == 0
            with pytest.raises(NotFound):
                content_of(kept.id)
    with pytest.raises(NotFound):
        hand_in(story, about, png(), who="an")
    with pytest.raises(DomainError):
        withdraw_upload(upload_id=kept.id, **story.act("an"))
    with seen_by(story.actor("omar")):
        assert read(kept) == png()
        subject = Subject("upload", kept.id, kept.owner_id)
        record_look("open_upload", subject, by=story.actor("omar"), clock=story.clock, purpose="applications")
    with pytest.raises(SeenAlready), seen_by(story.actor("bart")):
        withdraw_upload(upload_id=kept.id, **story.act("bart"))


def test_a_counsellor_hands_in_for_a_registration_and_sees_it_in_that_capacity_only() -> None:
    story = Story()
    els, about = story.person("els").id, uuid4()
    values: dict[str, Any] = {"owner_id": els, "purpose": UploadPurpose.REGISTRATION, "about_id": about}
    with seen_by(story.actor("els")):
        kept = take_upload(name="diploma.png", source=BytesIO(png()), **values, **story.act("els"))
        assert read(kept) == png()
    with seen_by(Actor(Capacity.CITIZEN, person_id=els)):
        assert Upload.objects.count() == 0
    with pytest.raises(NotFound):
        take_upload(name="x.png", source=BytesIO(png()), **values, **story.act("dirk"))


def test_nothing_is_called_clean_without_a_scanner_that_said_so(scanner: None, settings: Settings) -> None:
    story = Story()
    about = refused(story)
    good, bad = hand_in(story, about, png()), hand_in(story, about, pdf(EICAR))
    with pytest.raises(StillScanned):
        read(good)
    address, settings.CLAMD = settings.CLAMD, ""
    assert scan_waiting(clock=story.clock) == 0
    assert upload_to_read(good.id).state is UploadState.UNSCANNED
    assert read(good) == png()
    settings.CLAMD = "127.0.0.1:9"
    with pytest.raises(ScannerSilent):
        scan_waiting(clock=story.clock)
    settings.CLAMD = address
    assert scan_waiting(clock=story.clock) == 2
    assert upload_to_read(good.id).state is UploadState.CLEAN
    assert read(good) == png()
    with pytest.raises(HasVirus):
        read(bad)
    assert Message.objects.filter(template="paper_infected", about_id=bad.id).count() == 1
    assert not any(bytes(piece.sealed) for piece in UploadPiece.objects.filter(upload=bad))
    assert scan_waiting(clock=story.clock) == 0


def test_a_paper_that_the_scanner_refuses_holds_up_no_other(scanner: None, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story()
    about = refused(story)
    large, small = sorted((png(), pdf(EICAR)), key=len, reverse=True)
    first, second = hand_in(story, about, large), hand_in(story, about, small)
    monkeypatch.setattr(clamd, "LARGEST", len(small))
    assert scan_waiting(clock=story.clock) == 1
    states = [upload_to_read(paper.id).state for paper in (first, second)]
    assert states[0] is UploadState.UNSCANNED
    assert states[1] is not UploadState.UNSCANNED
    monkeypatch.setattr(clamd, "LARGEST", len(large))
    assert scan_waiting(clock=story.clock) == 1


def test_there_is_no_proof_beside_a_right_that_is_granted() -> None:
    story = Story()
    with pytest.raises(WrongState):
        hand_in(story, story.apply("an").id, png(), who="an")
