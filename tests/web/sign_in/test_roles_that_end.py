"""A role that is gone counts no more from the next request on, and an officer's sign-in is short."""

import argparse
from contextlib import nullcontext
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from loopbaankrediet.cli import sign_in_commands
from loopbaankrediet.flows.sign_in import withdraw_roles
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Representation, Role
from loopbaankrediet.people.actions import trust_with
from loopbaankrediet.people.identities import replace_roles
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.queries import roles_of
from loopbaankrediet.platform.legal_clock import current_clock
from tests.people.mandating import called
from tests.story import Story
from tests.web.sign_in.test_sessions import back_in_time
from tests.web.visitor import Visitor, story_of_today
from tests.web.visitor_session import signed_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return story_of_today()


def is_out(client: Client, address: str = "/medewerker/") -> bool:
    """Sent to the sign-in, with the reason; the session she had is worth nothing."""
    answer = client.get(address)
    return answer.status_code == 302 and "welke rollen je nu hebt" in client.get(answer["Location"]).content.decode()


def test_an_officer_whose_roles_are_withdrawn_is_out_at_her_next_request(story: Story) -> None:
    petra, other_window = Visitor("petra").client, Visitor("petra").client
    assert petra.get("/medewerker/betalingen/").status_code == 200
    withdraw_roles(person_id=story.person("petra").id, clock=current_clock())

    assert is_out(petra, "/medewerker/betalingen/")
    assert is_out(other_window)
    line = Entry.objects.get(verb="withdraw_roles")
    assert (line.person_id, line.capacity) == (story.person("petra").id, "system")


def test_a_form_that_was_open_when_her_role_was_withdrawn_does_nothing(story: Story) -> None:
    bart, omar = story.apply("bart"), Visitor("omar")
    page = f"/medewerker/aanvragen/{bart.id}/intrekken/"
    form = omar.filled(page)
    withdraw_roles(person_id=story.person("omar").id, clock=current_clock())

    before = Entry.objects.count()
    assert omar.client.post(page, form)["Location"].startswith("/aanmelden/")
    assert Entry.objects.count() == before


def test_one_of_two_roles_that_is_withdrawn_leaves_the_other(story: Story) -> None:
    omar = story.actor("omar")
    both = signed_in_as(replace(omar, roles=omar.roles | {Role.AUDITOR}))
    assert both.get("/medewerker/grootboek/").status_code == 200
    replace_roles(person_id=person_of(omar), roles=omar.roles, clock=current_clock())

    assert both.get("/medewerker/grootboek/").status_code == 403
    assert both.get("/medewerker/").status_code == 200


def test_a_role_that_was_given_meanwhile_counts_only_after_a_new_sign_in(story: Story) -> None:
    omar = Visitor("omar").client
    trust_with(person_id=story.person("omar").id, role=Role.AUDITOR, clock=current_clock())
    assert omar.get("/medewerker/grootboek/").status_code == 403


def test_who_loses_the_role_of_the_desk_speaks_for_nobody_any_more(story: Story) -> None:
    call, desi = called(story), story.actor("desi")
    at_desk = replace(desi, represents=call.person_id, representation=Representation.DESK, mandate_id=call.id)
    client = signed_in_as(replace(at_desk, roles=desi.roles | {Role.AUDITOR}))
    assert client.get("/mijn/").status_code == 200
    replace_roles(person_id=person_of(desi), roles=frozenset({Role.AUDITOR}), clock=current_clock())

    assert is_out(client, "/mijn/")


@pytest.mark.parametrize(("ago", "stays"), [(2 * 3600 - 60, True), (2 * 3600 + 1, False)])
def test_an_officer_signs_in_again_every_two_hours_so_that_a_role_taken_away_elsewhere_ends(
    story: Story, ago: int, stays: bool
) -> None:
    omar, an = Visitor("omar").client, Visitor("an").client
    for client in (omar, an):
        back_in_time(client, signed_in_at=ago)

    assert is_out(omar) is not stays
    assert an.get("/mijn/").status_code == 200


def test_whoever_keeps_the_platform_can_take_all_roles_of_an_officer_at_once(
    story: Story, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_commands, "database", nullcontext)
    petra, rita = story.person("petra"), story.person("rita")
    Person.objects.filter(id=rita.id).update(given_name=petra.given_name, family_name=petra.family_name)

    assert withdrawn("Nemo Nescio") == 1
    assert withdrawn("petra  WOUTERS") == 1
    assert str(petra.id) in capsys.readouterr().err
    assert withdrawn("petra wouters", petra.id) == 0
    assert [roles_of(petra.id), roles_of(rita.id)] == [set(), {Role.REGISTRAR}]
    assert "WebIDM" in capsys.readouterr().out


def withdrawn(name: str, person: UUID | None = None) -> int:
    return sign_in_commands.withdraw_roles(argparse.Namespace(name=name, person=person))


def person_of(actor: Actor) -> UUID:
    assert actor.person_id is not None
    return actor.person_id
