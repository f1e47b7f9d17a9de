"""After a person's key is gone nothing of hers can be read, pages say so, and no reading makes her a new key."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from loopbaankrediet.counsellors.queries import payee
from loopbaankrediet.credit.actions import reply_to_intention, sign_refusal
from loopbaankrediet.credit.queries import application, applications_of, facts_of
from loopbaankrediet.flows.erase_person import erase_person_key, propose_erasure
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import ERASED, opener_for, seal_for, text_opener_for, unseal_for
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.people.erasing import advise_erasure
from loopbaankrediet.people.queries import national_number_of
from loopbaankrediet.platform.legal_clock import move_to
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today


@pytest.fixture
def story(committed_database: str) -> Story:
    return story_of_today()


def erase(story: Story, *people: UUID) -> None:
    """Eleven years later two case officers agree, after the advice; the pages live on that day."""
    story.pass_days(4018)
    move_to(story.clock.today())
    for person_id in people:
        proposed = propose_erasure(person_id=person_id, dossier="AVG-2038/17", **story.act("omar"))
        advise_erasure(erasure_id=proposed.id, advice="for", **story.act("fien"))
        by = Actor(Capacity.OFFICER, story.person("rita").id, roles=frozenset({Role.CASE_OFFICER}))
        assert erase_person_key(erasure_id=proposed.id, **story.act("rita") | {"by": by}).state == "erased"


def refuse(story: Story, application_id: UUID, answer: str = "") -> None:
    """Bart's application is refused, so that nothing runs any more."""
    story.pass_days(30)
    sign_refusal(application_id=application_id, answer=answer, **story.act("omar"))


def has_key(person_id: UUID) -> bool:
    return SubjectKey.objects.filter(subject_id=person_id, wrapped_key__isnull=False).exists()


@pytest.mark.django_db
def test_reading_makes_no_key_and_writing_does() -> None:
    somebody = uuid4()
    with pytest.raises(Erased, match="Deze gegevens zijn gewist"):
        opener_for(somebody, context="reply")
    assert text_opener_for(somebody, context="reply")(b"x") == ERASED == "gewist"
    assert not has_key(somebody)
    sealed = seal_for(somebody, "dag", context="reply")
    assert has_key(somebody)
    assert unseal_for(somebody, sealed, context="reply") == "dag"


def test_who_signs_in_again_leaves_no_key_of_nobody(story: Story) -> None:
    Visitor("an")
    keys = SubjectKey.objects.count()
    Visitor("an")
    assert SubjectKey.objects.count() == keys


def test_nothing_of_an_erased_person_can_be_read(story: Story) -> None:
    an, bart = story.apply("an"), story.apply("bart")
    story.code("an", "dirk")
    refuse(story, bart.id)
    erase(story, an.person_id, bart.person_id)
    reads: dict[str, Callable[[], object]] = {
        "dossier": lambda: application(an.id),
        "applications": lambda: applications_of(bart.person_id),
        "facts": lambda: facts_of(bart),
        "national number": lambda: national_number_of(an.person),
    }
    for name, read in reads.items():
        with pytest.raises(Erased):
            raise AssertionError(name, read())
    assert not has_key(an.person_id)
    assert not has_key(bart.person_id)


def test_the_account_of_an_erased_counsellor_cannot_be_read(story: Story) -> None:
    counsellor = story.counsellor("dirk")
    SubjectKey.objects.using("owner").filter(
        subject_id=counsellor.person_id
    ).delete()  # nobody in the register is erased
    with pytest.raises(Erased):
        payee(counsellor)
    assert Visitor("dirk").status("/begeleider/betalingen/") == 410


def test_the_pages_about_an_erased_person_say_that_it_is_erased(story: Story) -> None:
    bart = story.apply("bart")
    reply_to_intention(application_id=bart.id, text="Ik werkte ook in Lyon", wants_a_person=False, **story.act("bart"))
    refuse(story, bart.id, "Werk in Lyon telt hier niet.")
    officer, citizen = Visitor("omar"), Visitor("bart")
    pages = [(officer, f"/medewerker/aanvragen/{bart.id}/"), (officer, f"/medewerker/aanvragen/{bart.id}/bewijs/")]
    pages += [(citizen, f"/mijn/beslissing/{bart.id}/"), (citizen, f"/mijn/beslissing/{bart.id}/bewijs/")]
    assert [visitor.status(address) for visitor, address in pages] == [200] * 4
    erase(story, bart.person_id)
    for visitor, address in pages:
        answer = visitor.client.get(address)
        assert (answer.status_code, "Deze gegevens zijn gewist" in answer.content.decode()) == (410, True), address
    assert officer.status("/medewerker/") == citizen.status("/mijn/") == 200
    assert not has_key(bart.person_id)


def test_every_list_still_opens_with_an_erased_person_in_it(story: Story) -> None:
    an = story.apply("an")
    track = story.sign("an", "dirk")
    end_track(track_id=track.id, **story.act("an"))
    erase(story, an.person_id)
    for name, addresses in {
        "omar": ("/medewerker/", "/medewerker/intrekkingen/", "/medewerker/wissen/", "/medewerker/betwistingen/"),
        "rita": ("/medewerker/", "/medewerker/register/"),
        "petra": ("/medewerker/", "/medewerker/betalingen/"),
        "fien": ("/medewerker/", "/medewerker/wissen/", "/medewerker/inzage/vragen/"),
        "dirk": ("/begeleider/", f"/begeleider/klant/{track.id}/", "/begeleider/betalingen/"),
        "an": ("/mijn/", "/mijn/inzage/"),
    }.items():
        visitor = Visitor(name)
        for address in addresses:
            page = visitor.page(address)
            assert "Peeters" not in page or name == "an", (name, address)


def test_a_counsellor_still_sees_the_track_of_an_erased_client_without_its_texts(story: Story) -> None:
    story.apply("an")
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id)
    story.strike("dirk", module.id, reason="Verkeerde dag")
    address = f"/begeleider/klant/{track.id}/"
    counsellor = Visitor("dirk")
    assert "Verkeerde dag" in counsellor.page(address)
    end_track(track_id=track.id, **story.act("an"))
    erase(story, track.person_id)
    after = counsellor.page(address)
    assert "Verkeerde dag" not in after
    assert ERASED in after
    assert not has_key(track.person_id)
