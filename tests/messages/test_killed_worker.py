"""A worker or an act that is killed: no message is lost, none leaves for an act that was undone."""

import email
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django.fixtures import Settings

from loopbaankrediet.messages import addresses, mailing
from loopbaankrediet.messages.mailing import send_waiting
from loopbaankrediet.messages.models import Message, MessageState
from loopbaankrediet.web.demo.mails import APART
from tests.story import Story

ADDRESS = "an@voorbeeld.example"


def killed(work: Callable[[], None]) -> None:
    """Does this work in a process of its own, which kills itself as the power would."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.crash
def test_a_kill_between_act_and_mail_loses_nothing_and_sends_nothing_for_an_act_that_was_undone(
    committed_database: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    story = Story()
    monkeypatch.setattr("secrets.choice", lambda signs: signs[0])
    addresses.ask_mail(address=ADDRESS, **story.act("an"))
    send_waiting(clock=story.clock)
    addresses.confirm_mail(code="000000", **story.act("an"))

    def act_that_is_cut() -> None:
        with transaction.atomic():
            story.apply("an")
            die()

    killed(act_that_is_cut)
    assert not Message.objects.exists()
    story.apply("an")
    row = Message.objects.get()

    def worker_that_is_cut() -> None:
        mailing._tried = die
        send_waiting(clock=story.clock)

    killed(worker_that_is_cut)
    row.refresh_from_db()
    assert row.state == MessageState.WAITING
    assert send_waiting(clock=story.clock) == 1
    sent = [part for path in tmp_path.iterdir() for part in path.read_bytes().split(APART) if part.strip()]
    mails = [email.message_from_bytes(part.strip()) for part in sent]
    names = [str(one["Message-ID"]) for one in mails if "bericht" in str(one["Subject"])]
    assert len(names) == 2
    assert set(names) == {f"<{row.id}@voorbeeld.example>"}
    assert send_waiting(clock=story.clock) == 0
