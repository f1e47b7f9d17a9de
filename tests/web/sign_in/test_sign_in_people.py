"""Who comes in, and with what: persons by their stable number, roles of now, registrations of now."""

import logging
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session

from loopbaankrediet.counsellors.models import Counsellor, RegistrationState
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Capacity, Role
from loopbaankrediet.people.models import Identity, Organisation, Person
from loopbaankrediet.people.queries import roles_of
from tests.people.mandating import helped
from tests.web.sign_in.conftest import OFFICE, Browser, written
from tests.web.visitor import story_of_today

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]
OTHER_NUMBER = BY_KEY["bart"].national_number


def test_who_was_known_by_her_national_number_is_linked_at_her_first_sign_in(browser: Browser) -> None:
    browser.sign_in("an")
    browser.sign_in("an")

    an = Person.objects.get(given_name="An")
    assert Identity.objects.get(vo_id="vo-an").person_id == an.id
    assert [(about, person_id) for about, _, person_id in written("link_identity")] == [("identity", an.id)]
    assert [person_id for _, _, person_id in written("sign_in")] == [an.id, an.id]


def test_who_was_never_seen_before_gets_in_under_her_own_name(browser: Browser) -> None:
    browser.sign_in("an", vo_id="vo-new", rrn="93051822361", given_name="Zoë", family_name="D'Août")

    assert "Zoë D&#x27;Août" in browser.client.get("/mijn/").content.decode()


def test_nobody_gets_into_the_file_of_another_by_another_national_number(browser: Browser) -> None:
    browser.sign_in("an")
    browser.client.post("/afmelden/")
    an, known = Person.objects.get(given_name="An"), Person.objects.count()

    answer = browser.sign_in("an", rrn=OTHER_NUMBER)

    assert answer.status_code == 403
    assert browser.actor is None
    assert Identity.objects.get(vo_id="vo-an").person_id == an.id
    assert Person.objects.count() == known
    assert written("refuse_sign_in") == [("sign_in_identity_moved", "system", an.id)]


@pytest.mark.parametrize(
    ("claim", "roles"),
    [
        ([f"LBKDossierbehandelaar:{OFFICE}"], {Role.CASE_OFFICER}),
        (f"LBKBetaalmedewerker:OVO000001, {OFFICE}", {Role.PAYMENTS_OFFICER}),
        (f"LBKAuditor:{OFFICE};LBKRegisterbeheerder:{OFFICE}", {Role.AUDITOR, Role.REGISTRAR}),
        (
            [f"LBKLoketmedewerker:{OFFICE}", f"LBKFunctionarisGegevensbescherming:{OFFICE}", 7, "x"],
            {Role.DESK_OFFICER, Role.PRIVACY_OFFICER},
        ),
        ([f"LBKAuditor:{OFFICE}", "LBKBetaalmedewerker:OVO000001", f"AnderBeheerder:{OFFICE}"], {Role.AUDITOR}),
    ],
)
def test_an_officer_has_exactly_the_roles_of_the_token_at_her_own_organisation(
    browser: Browser, claim: object, roles: set[Role]
) -> None:
    browser.sign_in("omar", lbk_rol_3d=claim)

    assert browser.actor is not None
    assert browser.actor.roles == roles


def test_a_role_that_was_taken_away_is_gone_at_the_next_sign_in(browser: Browser) -> None:
    browser.sign_in("petra")
    assert browser.client.get("/medewerker/betalingen/").status_code == 200

    browser.sign_in("petra", lbk_rol_3d=[f"LBKAuditor:{OFFICE}"])

    assert browser.client.get("/medewerker/betalingen/").status_code == 403
    assert roles_of(Person.objects.get(given_name="Petra").id) == {Role.AUDITOR}


def test_a_role_that_was_given_back_counts_again(browser: Browser) -> None:
    browser.sign_in("petra")
    browser.sign_in("petra", lbk_rol_3d=[f"LBKAuditor:{OFFICE}"])
    browser.sign_in("petra")

    assert browser.client.get("/medewerker/betalingen/").status_code == 200
    assert roles_of(Person.objects.get(given_name="Petra").id) == {Role.PAYMENTS_OFFICER}


@pytest.mark.parametrize("claim", [None, [], "", "LBKAuditor:OVO000001", "LBKAuditor", "auditor:" + OFFICE, {"a": 1}])
def test_an_officer_without_a_role_is_nobody_here(browser: Browser, claim: object) -> None:
    browser.sign_in("omar")
    browser.client.post("/afmelden/")
    answer = browser.sign_in("omar", lbk_rol_3d=claim)

    assert answer.status_code == 403
    assert "Je hebt geen rol op dit platform" in answer.content.decode()
    assert browser.actor is None
    assert roles_of(Person.objects.get(given_name="Omar").id) == frozenset()


def test_the_roles_of_an_officer_do_not_come_along_when_she_signs_in_as_a_citizen(browser: Browser) -> None:
    browser.sign_in("petra", vo_doelgroepcode="BUR")

    assert browser.actor is not None
    assert (browser.actor.capacity, browser.actor.roles) == (Capacity.CITIZEN, frozenset())


def test_a_counsellor_signs_in_for_the_enterprise_of_her_registration(browser: Browser) -> None:
    browser.sign_in("dirk")

    assert browser.actor is not None
    assert browser.actor.counsellor_id == Counsellor.objects.get(person__given_name="Dirk").id


@pytest.mark.parametrize(("persona", "number"), [("dirk", "0403019261"), ("noor", "1999999943"), ("an", "1999999943")])
def test_nobody_works_as_a_counsellor_without_her_own_registration_for_that_enterprise(
    browser: Browser, persona: str, number: str
) -> None:
    browser.sign_in(persona, vo_doelgroepcode="EA", vo_orgcode=number)

    assert browser.actor is not None
    assert browser.actor.counsellor_id is None
    html = browser.client.get("/begeleider/").content.decode()
    assert "Je bent nog niet geregistreerd" in html or "Meld je af en opnieuw aan voor Claes" in html


@pytest.mark.parametrize("number", [None, "", "OVO002949", "123", "2999999943"])
def test_an_organisation_without_an_enterprise_number_is_none(browser: Browser, number: str | None) -> None:
    browser.sign_in("dirk", vo_orgcode=number)
    assert browser.actor is None


@pytest.mark.parametrize("state", [RegistrationState.SUSPENDED, RegistrationState.DEREGISTERED])
def test_a_counsellor_whose_registration_stops_can_open_no_new_file_from_that_moment(
    browser: Browser, state: RegistrationState
) -> None:
    browser.sign_in("dirk")
    Counsellor.objects.filter(person__given_name="Dirk").update(state=state)
    typed = {"act_key": "9b8f9b6e-4b5a-4c39-8e0d-7c2c1d8d1f11", "code": "ABCDEFGHJKLM"}
    answer = browser.client.post("/begeleider/code/", typed)

    assert answer.status_code == 422


def test_two_people_of_one_enterprise_each_act_in_their_own_name_and_the_journal_has_both(browser: Browser) -> None:
    """Noor also represents Dirk's enterprise: that gives her nothing of his, and his end is hers to begin."""
    story = story_of_today()
    story.apply("an")
    track = story.sign("an", "dirk")
    browser.sign_in("dirk")
    number = Organisation.objects.get(id=story.counsellor("dirk").organisation_id or uuid4()).enterprise_number
    noor = Browser(browser.provider)
    noor.sign_in("noor", vo_doelgroepcode="EA", vo_orgcode=number)

    assert noor.client.get(f"/begeleider/klant/{track.id}/").content.decode().count("Peeters") == 0
    lines = Entry.objects.filter(verb="sign_in").order_by("id")
    assert [line.actor_id for line in lines] == [story.person("dirk").id, story.person("noor").id]
    assert [enterprise_in(line) for line in lines] == [number, number]

    Counsellor.objects.filter(person__given_name="Dirk").update(state=RegistrationState.DEREGISTERED)
    typed = {"act_key": str(uuid4()), "code": "ABCDEFGHJKLM"}
    assert browser.client.post("/begeleider/code/", typed).status_code == 422
    assert "Peeters" in browser.client.get(f"/begeleider/klant/{track.id}/").content.decode()


def enterprise_in(line: Entry) -> object:
    """What the sealed details of a sign-in say."""
    assert line.person_id is not None
    return unseal_for(line.person_id, bytes(line.details_sealed or b""), context="journal")["enterprise_number"]


def test_signing_in_again_ends_acting_for_somebody_else(browser: Browser) -> None:
    mandate, _ = helped(story_of_today())
    browser.sign_in("mia")
    browser.client.post(f"/mijn/ik-help/{mandate.id}/", {"act_key": str(uuid4())})
    assert browser.actor is not None
    assert browser.actor.represents == mandate.person_id
    browser.sign_in("mia")

    assert browser.actor.represents is None


def test_no_national_number_stands_in_a_session_or_a_log(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    number = BY_KEY["an"].national_number
    browser.sign_in("an")
    browser.sign_in("an", rrn=OTHER_NUMBER)
    kept = [str(row.get_decoded()) for row in Session.objects.order_by("session_key")]

    for text in (caplog.text, *kept):
        assert not {number, OTHER_NUMBER, "Peeters", "vo-an"} & set(text.replace("'", " ").split())
        assert number not in text
        assert "Peeters" not in text
