"""Each page of officers and counsellors says why it looks; one that says nothing opens for nobody."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role
from loopbaankrediet.processing.doors import check_may_look
from loopbaankrediet.processing.records import records
from loopbaankrediet.web.looking import LooksMiddleware, PageWithoutPurpose
from loopbaankrediet.web.pages_that_look import PAGES, ShowsNobody
from tests.story import Story
from tests.web.every_page import every_page
from tests.web.visitor import Visitor, story_of_today

ROLE_OF = {f"officer:{role}": Actor(Capacity.OFFICER, roles=frozenset({role})) for role in Role}
ACTORS = ROLE_OF | {
    "counsellor": Actor(Capacity.COUNSELLOR),
    "counsellor:registered": Actor(Capacity.COUNSELLOR),
    "officer": Actor(Capacity.OFFICER, roles=frozenset({Role.AUDITOR})),
}


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()


def test_no_page_of_officers_or_counsellors_is_left_out_and_none_is_listed_that_is_gone() -> None:
    assert {page.name for page in every_page()} == set(PAGES)


@pytest.mark.parametrize(("name", "kind"), PAGES.items())
def test_each_page_looks_for_a_purpose_of_the_register_or_says_why_it_shows_nobody(
    name: str, kind: str | ShowsNobody
) -> None:
    if isinstance(kind, ShowsNobody):
        assert len(kind.reason) > 20
    else:
        assert kind in records()


def test_who_may_open_a_page_is_named_by_the_record_of_its_purpose() -> None:
    for page in every_page():
        kind = PAGES[page.name]
        for mark in page.audience:
            if not isinstance(kind, ShowsNobody):
                check_may_look(kind, ACTORS[mark])


def test_a_page_that_nobody_entered_does_not_open(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    omar = Visitor("omar")
    monkeypatch.delitem(PAGES, "officer:disputes")
    with pytest.raises(PageWithoutPurpose, match="officer:disputes"):
        omar.client.get("/medewerker/betwistingen/")


def test_a_page_whose_record_does_not_name_the_reader_is_refused(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    omar = Visitor("omar")
    monkeypatch.setitem(PAGES, "officer:disputes", "audit")
    assert omar.status("/medewerker/betwistingen/") == 403


def test_what_cannot_be_noted_is_not_shown(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise OSError

    bart, omar = story.apply("bart"), Visitor("omar")
    monkeypatch.setattr("loopbaankrediet.web.looking.record_looks", broken)
    omar.client.raise_request_exception = False
    answer = omar.client.get(f"/medewerker/aanvragen/{bart.id}/")
    assert answer.status_code == 500
    assert "D&#x27;Hondt" not in answer.content.decode()


def test_a_list_notes_each_person_once_with_its_purpose(story: Story) -> None:
    bart = story.apply("bart")
    Visitor("omar").page("/medewerker/")
    [line] = Entry.objects.filter(kind="look", capacity="officer", person_id=bart.person_id)
    assert (line.verb, line.purpose) == ("see_in_list", "work")


def test_a_file_that_is_opened_names_its_number_and_its_request(story: Story) -> None:
    bart = story.apply("bart")
    Visitor("omar").page(f"/medewerker/aanvragen/{bart.id}/")
    line = Entry.objects.get(verb="open_application")
    assert (line.purpose, line.dossier) == ("applications", f"LK {bart.number:,}".replace(",", " "))
    assert line.request_id is not None


def test_who_tries_in_vain_leaves_a_line_that_names_nobody(story: Story) -> None:
    bart = story.apply("bart")
    assert Visitor("petra").status(f"/medewerker/aanvragen/{bart.id}/") == 403
    line = Entry.objects.get(kind="look", capacity="officer")
    assert (line.verb, line.person_id) == ("be_refused", None)


def test_who_reads_her_own_pages_looks_at_nobody_and_who_reads_them_for_her_does(story: Story) -> None:
    an, bart = story.person("an").id, story.person("bart").id
    Visitor("an").page("/mijn/")
    assert not Entry.objects.filter(kind="look").exists()

    helper = Actor(Capacity.CITIZEN, bart, represents=an, representation=Representation.HELPER)
    request = RequestFactory().get("/mijn/")
    request.actor, request.clock = helper, story.clock  # type: ignore[attr-defined]
    request.resolver_match = resolve("/mijn/")
    LooksMiddleware(lambda request: HttpResponse())(request)  # type: ignore[arg-type]
    line = Entry.objects.get(kind="look")
    assert (line.person_id, line.actor_id, line.representation) == (an, bart, "helper")
