"""Who may open a page, and what a refusal looks like."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from pytest_django.fixtures import Settings

from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.clock import FixedClock
from loopbaankrediet.kernel.errors import DomainError, NotAllowed, NotFound, WrongState
from loopbaankrediet.web import errors, urls
from loopbaankrediet.web.access import actor_of, public, requires, requires_role
from loopbaankrediet.web.checks import (
    every_view_says_who_may,
    refuse_unsafe_start,
    sign_in_is_safe,
    views_in,
)
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import actor_in, sign_in, sign_out

CITIZEN = Actor(Capacity.CITIZEN)
REGISTRAR = Actor(Capacity.OFFICER, roles=frozenset({Role.REGISTRAR}))


class TooMany(DomainError):
    message = "Je vroeg dit al {times} keer."


def request_of(actor: Actor | None, address: str = "/mijn/?stap=2", **headers: str) -> AppRequest:
    request = RequestFactory().get(address, headers=headers)
    request.clock = FixedClock(datetime(2027, 3, 1, 12, tzinfo=UTC), date(2027, 3, 1))  # type: ignore[attr-defined]
    request.actor = actor  # type: ignore[attr-defined]
    request.htmx = "HX-Request" in headers  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


def page(request: AppRequest) -> HttpResponse:
    return HttpResponse("binnen")


@pytest.fixture
def unmarked() -> Iterator[None]:
    urls.urlpatterns.append(path("open/", lambda request: HttpResponse()))  # type: ignore[arg-type]
    yield
    urls.urlpatterns.pop()


def test_a_stranger_is_sent_to_the_sign_in_page_and_back() -> None:
    answer = requires(Capacity.CITIZEN)(page)(request_of(None))

    assert answer.status_code == 302
    assert answer["Location"] == "/aanmelden/?next=%2Fmijn%2F%3Fstap%3D2"


def test_a_stranger_in_a_part_of_a_page_is_sent_there_too() -> None:
    answer = requires(Capacity.CITIZEN)(page)(request_of(None, **{"HX-Request": "true"}))

    assert answer["HX-Redirect"].startswith("/aanmelden/")


@pytest.mark.parametrize(
    ("actor", "guard"),
    [
        (REGISTRAR, requires(Capacity.CITIZEN)),
        (CITIZEN, requires(Capacity.COUNSELLOR, Capacity.OFFICER)),
        (CITIZEN, requires_role(Role.REGISTRAR)),
        (REGISTRAR, requires_role(Role.PAYMENTS_OFFICER)),
        (Actor(Capacity.CITIZEN, roles=frozenset({Role.AUDITOR})), requires_role(Role.AUDITOR)),
    ],
)
def test_another_capacity_or_role_is_refused(actor: Actor, guard: object) -> None:
    with pytest.raises(NotAllowed):
        guard(page)(request_of(actor))  # type: ignore[operator]


def test_the_right_capacity_and_role_come_in() -> None:
    assert requires(Capacity.CITIZEN)(page)(request_of(CITIZEN)).status_code == 200
    assert requires_role(Role.AUDITOR, Role.REGISTRAR)(page)(request_of(REGISTRAR)).status_code == 200
    assert public(page)(request_of(None)).status_code == 200


def test_no_actor_is_no_act() -> None:
    with pytest.raises(NotAllowed):
        actor_of(request_of(None))


def test_signing_in_starts_a_new_session_and_signing_out_empties_it(db: None) -> None:
    request = request_of(None)
    request.session = SessionStore()
    request.session["left behind"] = "by somebody else"
    request.session.save()
    before = request.session.session_key

    sign_in(request, REGISTRAR)
    request.session.save()

    assert request.session.session_key != before
    assert "left behind" not in request.session
    assert actor_in(request.session) == REGISTRAR == request.actor
    sign_out(request)
    assert actor_in(request.session) is None


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (NotFound(), 404, "We vinden deze pagina niet"),
        (NotAllowed(), 403, "Je kan dit niet doen met deze aanmelding."),
        (WrongState(), 409, "intussen is er iets veranderd"),
        (TooMany(times=3), 422, "Je vroeg dit al 3 keer."),
    ],
)
def test_a_refusal_says_what_happened_what_to_do_and_whom_to_call(error: DomainError, status: int, text: str) -> None:
    answer = errors.refusal(request_of(None), error)
    html = answer.content.decode()

    assert answer.status_code == status
    assert text in html
    assert "Wat kan je nu doen?" in html
    assert 'href="tel:1700"' in html


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda: errors.failed(RequestFactory().get("/")), 500),
        (lambda: errors.bad_request(RequestFactory().get("/"), ValueError()), 400),
        (lambda: errors.not_found(request_of(None), ValueError()), 404),
        (lambda: errors.not_allowed(request_of(None), ValueError()), 403),
        (lambda: errors.form_expired(request_of(None), "no token"), 403),
    ],
)
def test_a_failure_is_a_plain_page_without_a_database(answer: object, status: int) -> None:
    response: HttpResponse = answer()  # type: ignore[operator]

    assert response.status_code == status
    assert "Bel gratis" in response.content.decode()


def test_a_view_that_does_not_say_who_may_open_it_stops_the_start(unmarked: None) -> None:
    assert [message.id for message in every_view_says_who_may(None)] == ["web.E003"]
    with pytest.raises(ImproperlyConfigured, match="open/"):
        refuse_unsafe_start()


def test_the_house_as_it_stands_may_start() -> None:
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("SIGN_IN", "personas", "web.E002"),
        ("OIDC_ISSUER", "", "web.E002"),
        ("OIDC_CLIENT_ID", "", "web.E002"),
        ("OIDC_ISSUER", "http://op.example/op", "web.E001"),
        ("SITE_ADDRESS", "http://loopbaankrediet.example", "web.E001"),
        ("SITE_ADDRESS", "", "web.E001"),
    ],
)
def test_no_sign_in_or_one_over_an_open_line_stops_the_start(
    settings: Settings, name: str, value: str, error: str
) -> None:
    settings.DEMO, settings.OIDC_ISSUER = False, "https://op.example/op"
    settings.SITE_ADDRESS = "https://loopbaankrediet.example"
    assert sign_in_is_safe(None) == []
    setattr(settings, name, value)

    assert [message.id for message in sign_in_is_safe(None)] == [error]
    assert error in {message.id for message in checks.run_checks(tags=["loopbaankrediet"])}
    with pytest.raises(ImproperlyConfigured):
        refuse_unsafe_start()


def test_the_page_of_the_clock_exists_only_in_the_demonstration(settings: Settings) -> None:
    inside = {where for where, _ in views_in(urls.addresses())}
    settings.DEMO = False
    outside = {where for where, _ in views_in(urls.addresses())}

    assert {where for where in inside if where.startswith("demo/")} == {"demo/klok/", "demo/mails/"}
    assert not {where for where in outside if where.startswith("demo/")}
