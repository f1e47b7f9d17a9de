"""A file that was approved reaches the bank, or everybody reads that it did not; a file of the bank stops no other."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from simulators.bank import answer_to
from tests.payments.bank.camt_text import Sheet, written
from tests.rooms.bank_loop import DAY, Bank, confirmed, item_states, send_batch
from tests.story import Story

from loopbaankrediet.payments import collecting
from loopbaankrediet.payments.actions.files import solve_refused
from loopbaankrediet.payments.collecting import UNFORESEEN, collect_now
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import FailedDelivery, PaymentFile, RefusedFile
from loopbaankrediet.payments.order_record import kept_folder, recorded_orders
from loopbaankrediet.payments.queries import claims_of, refused_files, to_do
from loopbaankrediet.payments.queries.reasons import WaitReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    story = Story()
    confirmed(story)
    return story


@pytest.fixture
def bank(story: Story) -> Bank:
    return Bank(story, send_batch(story))


def arrives(name: str, content: bytes, *, seconds_old: int = 3600) -> None:
    settings.BANK_INBOX.mkdir(parents=True, exist_ok=True)
    path = settings.BANK_INBOX / name
    path.write_bytes(content)
    os.utime(path, (path.stat().st_mtime - seconds_old,) * 2)


def breaking(content: bytes, error: Exception) -> Callable[[Path], bool]:
    """The real collector, except for one file."""
    real = collecting._take

    def take(path: Path) -> bool:
        if path.read_bytes() == content:
            raise error
        return real(path)

    return take


def notification(bank: Bank, *names: str, number: str = "N1") -> bytes:
    return written(Sheet(number, settings.DEBTOR_IBAN, DAY, (bank.out(*names, reference=number),)))


def test_a_file_that_could_not_leave_leaves_once_the_folder_is_there_again(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good, broken = settings.BANK_OUTBOX, tmp_path / "full"
    broken.write_text("no folder")
    monkeypatch.setattr(settings, "BANK_OUTBOX", broken / "out")
    assert hand_over_waiting(clock=bank.story.clock) == 0
    assert (PaymentFile.objects.get().delivered_at, FailedDelivery.objects.count()) == (None, 1)
    monkeypatch.setattr(settings, "BANK_OUTBOX", good)
    assert hand_over_waiting(clock=bank.story.clock) == 1
    assert (good / f"{bank.batch.message_id}.xml").read_bytes() == PaymentFile.objects.get().content
    assert hand_over_waiting(clock=bank.story.clock) == 0


def test_a_file_that_stays_here_is_counted_for_the_officers_after_ten_minutes(bank: Bank) -> None:
    today, now = bank.story.clock.today(), bank.story.clock.now()
    assert to_do(on=today, at=now).undelivered == 0
    assert to_do(on=today, at=now + timedelta(minutes=11)).undelivered == 1
    hand_over_waiting(clock=bank.story.clock)
    assert to_do(on=today, at=now + timedelta(minutes=11)).undelivered == 0


def test_a_changed_file_never_leaves_and_its_reason_is_kept(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PaymentFile, "chunks", lambda self: [b"<Document/>"])
    hand_over_waiting(clock=bank.story.clock)
    assert not list(settings.BANK_OUTBOX.glob("*.xml"))
    assert "niet meer wat goedgekeurd werd" in FailedDelivery.objects.get().why


def test_a_counsellor_reads_that_the_order_is_at_the_bank_only_once_it_is(bank: Bank) -> None:
    def reasons() -> set[WaitReason]:
        found = claims_of(bank.story.counsellor("dirk").id)
        return {claim.waiting.reason for claim in found if claim.waiting}

    assert reasons() == {WaitReason.LEAVING}
    hand_over_waiting(clock=bank.story.clock)
    assert reasons() == {WaitReason.AT_THE_BANK}


def test_what_leaves_is_told_outside_the_database_before_it_leaves(
    bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "out" / f"{bank.batch.message_id}.xml").mkdir(parents=True)
    monkeypatch.setattr(settings, "BANK_OUTBOX", tmp_path / "out")
    assert hand_over_waiting(clock=bank.story.clock) == 0
    [line] = recorded_orders()
    assert (line.order, line.count) == (bank.batch.message_id, 3)
    assert (kept_folder() / f"{line.order}.xml").read_bytes() == PaymentFile.objects.get().content


def test_lines_that_say_the_same_33000_times_are_taken(bank: Bank) -> None:
    taken = bank.tells(*[bank.out("NOTPROVIDED", cents=1, reference="")] * 33_000)
    assert taken.queued == 33_000


def test_a_file_that_breaks_in_a_way_nobody_foresaw_stops_no_other(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = bank.names()
    broken = notification(bank, first, number="A")
    arrives("a.xml", broken)
    arrives("b.xml", notification(bank, second, number="B"))
    monkeypatch.setattr("loopbaankrediet.payments.collecting._take", breaking(broken, ZeroDivisionError("x")))
    assert collect_now() == 1
    assert item_states() == ["sent", "settled", "sent"]
    assert RefusedFile.objects.get().why == UNFORESEEN.format(kind="ZeroDivisionError")


def test_a_file_waits_in_the_folder_while_the_database_is_away(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = bank.names()
    late = notification(bank, first, number="A")
    arrives("a.xml", late)
    arrives("b.xml", notification(bank, second, number="B"))
    with monkeypatch.context() as patch:
        patch.setattr("loopbaankrediet.payments.collecting._take", breaking(late, OperationalError("away")))
        assert collect_now() == 1
    assert (RefusedFile.objects.count(), collect_now()) == (0, 1)
    assert item_states() == ["settled", "settled", "sent"]


def test_a_name_that_the_bank_uses_again_takes_the_place_of_no_file(bank: Bank) -> None:
    first, second, _ = bank.names()
    contents = {notification(bank, first, number="A"), notification(bank, second, number="B")}
    for content in contents:
        arrives("camt054.xml", content)
        assert collect_now() == 1
    assert {path.read_bytes() for path in (settings.BANK_INBOX / "taken").iterdir()} == contents


def test_a_file_of_another_name_is_taken_in_capitals_or_refused_aloud(bank: Bank) -> None:
    arrives("A.XML", notification(bank, bank.names()[0]))
    arrives("camt.zip", b"PK")
    arrives("coming.part", b"", seconds_old=0)
    assert collect_now() == 1
    assert [(file.name, ".xml" in file.why) for file in RefusedFile.objects.order_by("name")] == [("camt.zip", True)]
    assert (settings.BANK_INBOX / "coming.part").exists()


def test_a_refused_file_is_counted_until_an_officer_solved_it_or_it_came_again(bank: Bank) -> None:
    def waiting() -> int:
        return to_do(on=bank.story.clock.today(), at=bank.story.clock.now()).refused

    arrives("a.xml", b"<Document/>")
    arrives("b.xml", b"<Document/>")
    collect_now()
    assert waiting() == 2
    solve_refused(
        refused_id=next(file.id for file in refused_files() if file.name == "a.xml"), **bank.story.act("petra")
    )
    assert waiting() == 1
    arrives("b.xml", answer_to(PaymentFile.objects.get().content, frozenset()))
    assert (collect_now(), waiting(), refused_files()) == (1, 0, ())


def test_statements_that_do_not_follow_on_each_other_are_counted(bank: Bank) -> None:
    bank.states(bank.out(bank.names()[0], reference="A"), opening=0)
    bank.states(bank.out(bank.names()[1], reference="B"), opening=5, day=DAY + timedelta(days=1))
    assert to_do(on=bank.story.clock.today(), at=bank.story.clock.now()).gaps == 1
