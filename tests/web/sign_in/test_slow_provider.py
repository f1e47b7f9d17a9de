"""A provider that is slow or gone: one visitor asks, the others go on; and nobody fills our tables by starting."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from socket import create_server, socket

import pytest
from django.contrib.sessions.models import Session
from pytest_django.fixtures import Settings

from loopbaankrediet.flows.tasks import forget_sessions
from loopbaankrediet.web.oidc import asking
from loopbaankrediet.web.oidc import provider as known
from loopbaankrediet.web.oidc.errors import ProviderSilent
from tests.web.sign_in.conftest import Browser
from tests.web.sign_in.provider import Provider

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]
THREADS = 8


@pytest.fixture
def mute(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket]:
    """A provider that takes every call and says nothing."""
    monkeypatch.setattr(asking, "READ_SECONDS", 1.5)
    monkeypatch.setattr(known, "WAIT_SECONDS", 0.3)
    known.forget()
    with create_server(("127.0.0.1", 0)) as listening:
        settings.OIDC_ISSUER = f"http://127.0.0.1:{listening.getsockname()[1]}/op"
        yield listening
    known.forget()


def seconds_each(questions: int) -> list[float]:
    """How long so many threads at once need to hear that there is no provider, or to get it."""
    took: list[float] = []

    def ask() -> None:
        began = time.monotonic()
        with suppress(ProviderSilent):
            known.the_provider()
        took.append(time.monotonic() - began)

    threads = [threading.Thread(target=ask) for _ in range(questions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(took)


def test_a_mute_provider_holds_one_thread_and_not_all_of_them(mute: socket) -> None:
    took = seconds_each(THREADS)
    assert [seconds < 1 for seconds in took] == [True] * (THREADS - 1) + [False]
    assert seconds_each(1)[0] < 0.2


def older(seconds: float) -> None:
    for kept in known._kept.values():
        kept.answered_at -= seconds


def test_what_the_provider_said_before_counts_while_it_is_gone_but_not_for_ever(acm: Provider) -> None:
    before = known.the_provider()
    acm.discovery_says = {"issuer": "gone"}
    older(known.KEPT_SECONDS)
    assert [known.the_provider() for _ in range(3)] == [before] * 3
    assert len(acm.paths) == 2
    older(known.LONGEST_KEPT_SECONDS)
    with pytest.raises(ProviderSilent):
        known.the_provider()


def test_sign_ins_that_nobody_finished_are_gone_after_a_while(browser: Browser) -> None:
    browser.leave_for_provider(following="/mijn/" + "x" * 100_000)
    session = Session.objects.get()
    assert len(session.session_data) < 1_500
    assert (session.expire_date.timestamp() - time.time()) < 11 * 60
    forget_sessions(timestamp=0)
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=session.expire_date.replace(year=2020))
    forget_sessions(timestamp=0)
    assert Session.objects.count() == 0
