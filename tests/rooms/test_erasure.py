"""Erasing a person by her key: two agree, nothing can be read, the rest goes on, and no restore brings her back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from tests.people.mandating import called, helped
from tests.people.test_privacy import everything_in_the_database
from tests.story import Story

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.flows.carry_out_erasures import carry_out_all, erase_again
from loopbaankrediet.flows.erase_person import erase_person_key, obstacles, propose_erasure
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.journal.models import Entry, SubjectKey
from loopbaankrediet.journal.verification import check_and_keep
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.ledger.verification import main as ledger_holds
from loopbaankrediet.people.actions import know_person
from loopbaankrediet.people.erasing import advise_erasure, listed, withdraw
from loopbaankrediet.people.errors import AdviceMissing, CannotErase, DossierMissing, OwnAdvice, OwnCase, OwnProposal
from loopbaankrediet.people.identities import Claimed, identify
from loopbaankrediet.people.mandates.actions.desk import close_call
from loopbaankrediet.people.mandates.actions.giving import end_mandate
from loopbaankrediet.people.models import Erasure, Identity, OfficerRole, Organisation, Person
from loopbaankrediet.platform.sealing.roots import seals_folder

ELEVEN_YEARS = 4018


@pytest.fixture
def story(committed_database: str) -> Story:
    (seals_folder() / "erased.jsonl").unlink(missing_ok=True)
    return Story()


def officer(story: Story, name: str, role: Role = Role.CASE_OFFICER) -> dict[str, object]:
    """Any person of the demonstration, trusted with this role."""
    roles = frozenset({role})
    return {"by": Actor(Capacity.OFFICER, story.person(name).id, roles=roles), "clock": story.clock, "key": uuid4()}


def erased(story: Story, person_id: UUID) -> Erasure:
    proposed = propose_erasure(person_id=person_id, dossier="AVG-2038/17", **officer(story, "omar"))  # type: ignore[arg-type]
    advise(story, proposed)
    return erase_person_key(erasure_id=proposed.id, **officer(story, "rita"))  # type: ignore[arg-type]


def advise(story: Story, proposed: Erasure, by: str = "fien", advice: str = "for") -> None:
    privacy = officer(story, by, Role.PRIVACY_OFFICER)
    advise_erasure(erasure_id=proposed.id, advice=advice, **privacy)  # type: ignore[arg-type]


def long_ago(story: Story) -> UUID:
    """Bart was refused, and eleven years passed."""
    person_id = story.apply("an").person_id
    story.pass_days(ELEVEN_YEARS)
    return person_id


def test_after_it_nothing_of_the_person_is_readable_and_all_still_adds_up(story: Story) -> None:
    person_id = long_ago(story)
    assert erased(story, person_id).state == "erased"
    found = Person.objects.get(id=person_id)
    assert found.full_name == "Gewiste persoon"
    assert not [row for row in [SubjectKey.objects.get(subject_id=person_id)] if row.wrapped_key]
    stored = everything_in_the_database()
    assert BY_KEY["an"].family_name not in stored
    assert BY_KEY["an"].national_number not in stored
    assert ledger_holds() == 0
    assert check_and_keep()


def test_the_journal_says_that_it_was_done_with_ids_alone(story: Story) -> None:
    person_id = long_ago(story)
    erased(story, person_id)
    verbs = ("propose_erasure", "advise_erasure", "decide_erasure", "erase_person_key")
    lines = Entry.objects.filter(verb__in=verbs).order_by("id")
    assert [line.verb for line in lines] == list(verbs)
    assert {(line.person_id, line.details_sealed) for line in lines} == {(person_id, None)}


def test_nobody_writes_about_an_erased_person_again(story: Story) -> None:
    person_id = long_ago(story)
    erased(story, person_id)
    with pytest.raises(Erased):
        seal_for(person_id, "toch nog iets", context="report")


def test_who_comes_back_later_is_a_new_person_whom_nothing_links_to_the_old_one(story: Story) -> None:
    person_id = long_ago(story)
    erased(story, person_id)
    number = NationalNumber.parse(BY_KEY["an"].national_number, allow_test=True)
    again = know_person(number=number, given_name="An", family_name="Peeters", clock=story.clock)
    assert again.id != person_id


def test_it_takes_two_officers_and_neither_is_the_person_herself(story: Story) -> None:
    person_id = long_ago(story)
    proposed = propose_erasure(person_id=person_id, dossier="AVG-1", **officer(story, "omar"))  # type: ignore[arg-type]
    advise(story, proposed)
    with pytest.raises(OwnProposal):
        erase_person_key(erasure_id=proposed.id, **officer(story, "omar"))  # type: ignore[arg-type]
    with pytest.raises(OwnCase):
        erase_person_key(erasure_id=proposed.id, **officer(story, "an"))  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        erase_person_key(erasure_id=proposed.id, **officer(story, "fien", Role.PRIVACY_OFFICER))  # type: ignore[arg-type]
    assert SubjectKey.objects.get(subject_id=person_id).wrapped_key


def test_the_data_protection_officer_advises_first_and_neither_proposes_nor_decides(story: Story) -> None:
    person_id = long_ago(story)
    privacy = officer(story, "fien", Role.PRIVACY_OFFICER)
    with pytest.raises(NotAllowed):
        propose_erasure(person_id=person_id, dossier="AVG-1", **privacy)  # type: ignore[arg-type]
    proposed = propose_erasure(person_id=person_id, dossier="AVG-1", **officer(story, "omar"))  # type: ignore[arg-type]
    with pytest.raises(AdviceMissing):
        erase_person_key(erasure_id=proposed.id, **officer(story, "rita"))  # type: ignore[arg-type]
    with pytest.raises(OwnAdvice):
        advise(story, proposed, by="omar")
    advise(story, proposed, advice="against")
    with pytest.raises(OwnAdvice):
        erase_person_key(erasure_id=proposed.id, **officer(story, "fien"))  # type: ignore[arg-type]
    with pytest.raises(IntegrityError, match="who_advises_decides_nothing"), transaction.atomic():
        Erasure.objects.filter(id=proposed.id).update(
            state="decided", decided_by=story.person("fien"), decided_at=story.clock.now()
        )
    assert erase_person_key(erasure_id=proposed.id, **officer(story, "rita")).advice == "against"  # type: ignore[arg-type]


def test_a_dossier_is_a_number_and_never_a_sentence_about_somebody(story: Story) -> None:
    person_id = long_ago(story)
    with pytest.raises(DossierMissing):
        propose_erasure(person_id=person_id, dossier="op vraag van An Peeters", **officer(story, "omar"))  # type: ignore[arg-type]
    for dossier in ("PEETERS-AN", "AVG", BY_KEY["an"].national_number, f"AVG/{BY_KEY['an'].national_number}"):
        with pytest.raises(DossierMissing):
            propose_erasure(person_id=person_id, dossier=dossier, **officer(story, "omar"))  # type: ignore[arg-type]


def test_what_runs_around_her_stands_in_the_way_and_what_is_over_does_not(story: Story) -> None:
    mandate, _ = helped(story)
    call = called(story, "bart")
    OfficerRole.objects.filter(person_id=story.person("omar").id).update(withdrawn_at=story.clock.now())

    def reasons(who: str) -> str:
        return " ".join(map(str, obstacles(story.person(who).id, today=story.clock.today())))

    power, open_call = "Er loopt nog een volmacht of een bewindvoering.", "Er staat nog een gesprek open aan het loket."
    assert (reasons("an"), reasons("mia"), reasons("bart"), reasons("omar")) == (power, power, open_call, "")
    assert open_call in reasons("desi")
    close_call(call_id=call.id, note="Klaar.", **story.act("desi"))
    story.clock.day = (mandate.valid_until or story.clock.day) + timedelta(days=1)
    assert (reasons("an"), reasons("mia"), reasons("bart")) == ("", "", "")


def test_who_signs_in_again_after_it_is_somebody_new_and_her_name_as_a_helper_is_gone(story: Story) -> None:
    mandate, _ = helped(story)
    mia = BY_KEY["mia"]
    number = NationalNumber.parse(mia.national_number, allow_test=True)
    claimed = Claimed("vo-mia", number, mia.given_name, mia.family_name)
    person, _ = identify(claimed, clock=story.clock)
    with pytest.raises(DatabaseError), transaction.atomic():
        Identity.objects.filter(person=person).update(vo_id="gewist te vroeg")
    end_mandate(mandate_id=mandate.id, **story.act("mia"))
    story.pass_days(ELEVEN_YEARS)
    erased(story, person.id)
    mandate.refresh_from_db()
    assert mandate.named_sealed is None
    again, is_new = identify(claimed, clock=story.clock)
    assert (again.id != person.id, is_new) == (True, True)


def test_the_business_name_of_a_sole_trader_goes_with_her(story: Story) -> None:
    counsellor = story.counsellor("els")
    organisation = Organisation.objects.create(enterprise_number="0123456789", name="Praktijk Els Janssens")
    Counsellor.objects.filter(id=counsellor.id).update(organisation=organisation, state="deregistered")
    story.pass_days(ELEVEN_YEARS)
    erased(story, counsellor.person_id)
    organisation.refresh_from_db()
    assert organisation.name == "gewist"


def test_a_proposal_that_was_withdrawn_is_not_carried_out(story: Story) -> None:
    person_id = long_ago(story)
    proposed = propose_erasure(person_id=person_id, dossier="AVG-1", **officer(story, "omar"))  # type: ignore[arg-type]
    withdraw(erasure_id=proposed.id, **officer(story, "rita"))  # type: ignore[arg-type]
    assert carry_out_all(clock=story.clock) == 0
    assert SubjectKey.objects.get(subject_id=person_id).wrapped_key


def test_what_still_runs_or_must_be_kept_is_named_with_its_day(story: Story) -> None:
    person_id = story.apply("an").person_id
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    with pytest.raises(CannotErase) as refused:
        propose_erasure(person_id=person_id, dossier="AVG-1", **officer(story, "omar"))  # type: ignore[arg-type]
    said = str(refused.value)
    assert "Er loopt nog een begeleiding." in said
    assert "Er is nog geld te betalen." in said
    assert "De aanvraag blijft bewaard (tot en met 1 maart 2037)." in said
    dirk = obstacles(story.person("dirk").id, today=story.clock.today())
    assert "Deze persoon staat nog in het register." in map(str, dirk)
    omar = obstacles(story.person("omar").id, today=story.clock.today())
    assert list(map(str, omar)) == ["Deze persoon is nog medewerker."]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT people_forget(id) FROM people_person",
        "UPDATE journal_subjectkey SET wrapped_key = NULL, erased_at = now()",
        "UPDATE people_erasure SET person_id = gen_random_uuid()",
    ],
)
def test_the_application_cannot_erase_by_another_door(story: Story, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_erases_only_what_two_decided(story: Story) -> None:
    person_id = long_ago(story)
    proposed = propose_erasure(person_id=person_id, dossier="AVG-1", **officer(story, "omar"))  # type: ignore[arg-type]
    for statement in ("SELECT people_erase(%s)", "UPDATE people_erasure SET state = 'erased' WHERE id = %s"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [proposed.id])
    assert SubjectKey.objects.get(subject_id=person_id).wrapped_key


def test_forgetting_a_counsellor_does_nothing_while_she_is_not_erased(story: Story) -> None:
    before = story.counsellor("dirk").phone, story.counsellor("dirk").municipality
    with connection.cursor() as cursor:
        cursor.execute("SELECT counsellors_forget(%s)", [story.person("dirk").id])
    assert (story.counsellor("dirk").phone, story.counsellor("dirk").municipality) == before


def test_a_crash_after_the_decision_is_made_good_by_the_job(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    person_id = long_ago(story)
    proposed = propose_erasure(person_id=person_id, dossier="AVG-1", **officer(story, "omar"))  # type: ignore[arg-type]
    advise(story, proposed)
    with monkeypatch.context() as patch:
        patch.setattr("loopbaankrediet.flows.erase_person.carry_out", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            erase_person_key(erasure_id=proposed.id, **officer(story, "rita"))  # type: ignore[arg-type]
    assert SubjectKey.objects.get(subject_id=person_id).wrapped_key
    assert (carry_out_all(clock=story.clock), carry_out_all(clock=story.clock)) == (1, 0)
    assert not SubjectKey.objects.get(subject_id=person_id).wrapped_key
    assert list(listed()) == [person_id]


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_database_that_is_put_back_from_before_is_erased_again(story: Story) -> None:
    person_id = long_ago(story)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE key_then AS TABLE journal_subjectkey; CREATE TABLE person_then AS TABLE people_person"
        )
    erased(story, person_id)
    assert erase_again() == 0
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "DELETE FROM journal_subjectkey WHERE subject_id = %(p)s;"
            "INSERT INTO journal_subjectkey SELECT * FROM key_then WHERE subject_id = %(p)s;"
            "UPDATE people_person AS p SET family_name = t.family_name, key_number = t.key_number,"
            " national_number_hash = t.national_number_hash FROM person_then AS t WHERE t.id = p.id AND p.id = %(p)s",
            {"p": person_id},
        )
    assert Person.objects.get(id=person_id).family_name == BY_KEY["an"].family_name
    assert erase_again() == 1
    assert Person.objects.get(id=person_id).full_name == "Gewiste persoon"
    assert not SubjectKey.objects.get(subject_id=person_id).wrapped_key


def test_the_list_outside_the_database_holds_ids_and_moments_alone(story: Story) -> None:
    person_id = long_ago(story)
    erased(story, person_id)
    text = (seals_folder() / "erased.jsonl").read_text()
    assert str(person_id) in text
    for persona in BY_KEY.values():
        assert persona.national_number not in text
        assert persona.family_name not in text
