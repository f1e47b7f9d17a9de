"""Powers of attorney: what a helper can do for a citizen, how long, and what nobody can do with one."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people.mandating import acting, helped, offered
from tests.story import Story

from loopbaankrediet.credit.actions import declare_schooling, submit_application
from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.flows.mandates import take_up_mandate
from loopbaankrediet.guidance.actions.codes import make_code
from loopbaankrediet.guidance.actions.tracks import sign_agreement
from loopbaankrediet.guidance.errors import CounsellorAsHelper, HelperAsCounsellor
from loopbaankrediet.guidance.queries import track_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Representation, Scope
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.people.mandates.actions.giving import HelperName, end_mandate, offer_mandate
from loopbaankrediet.people.mandates.codes import same_name
from loopbaankrediet.people.mandates.errors import (
    HelperNotNamed,
    HelpsAlready,
    MandateCodeRefused,
    MandateOver,
    OutsideMandate,
    TickRefused,
    TooManyMandateCodes,
)
from loopbaankrediet.people.mandates.models import Mandate
from loopbaankrediet.people.mandates.queries import ground_of, mandates_of_citizen, mandates_of_helper
from loopbaankrediet.people.mandates.scopes import ALWAYS, NEVER, TO_TICK, WORDS, WORDS_FOR_WHO_ACTS, scopes_of
from loopbaankrediet.people.mandates.states import MandateState

pytestmark = pytest.mark.django_db


def act(story: Story, by: Actor) -> dict[str, object]:
    return {"by": by, "clock": story.clock, "key": uuid4()}


def apply_for_an(story: Story, by: Actor) -> None:
    submit_application(person_id=story.person("an").id, by=by, clock=story.clock, key=uuid4())


def test_a_helper_applies_in_her_own_name_and_the_journal_says_for_whom_and_on_what_ground() -> None:
    story = Story()
    mandate, mia = helped(story)
    apply_for_an(story, mia)
    entry = Entry.objects.get(verb="submit_application")
    assert (entry.actor_id, entry.person_id) == (story.person("mia").id, story.person("an").id)
    assert (entry.representation, entry.mandate_id) == (Representation.HELPER, mandate.id)
    assert story.balance("an").available == 360


def test_a_helper_of_an_can_do_nothing_for_bart() -> None:
    story = Story()
    _, mia = helped(story)
    with pytest.raises(NotAllowed):
        submit_application(person_id=story.person("bart").id, by=mia, clock=story.clock, key=uuid4())
    forged = replace(mia, represents=story.person("bart").id)
    with pytest.raises(MandateOver):
        submit_application(person_id=story.person("bart").id, by=forged, clock=story.clock, key=uuid4())


def test_a_mandate_of_somebody_else_is_no_ground_to_act() -> None:
    story = Story()
    mandate, _ = helped(story)
    zoe = acting(story, "zoe", mandate)
    assert ground_of(zoe, clock=story.clock) is None
    with pytest.raises(MandateOver):
        apply_for_an(story, zoe)


def test_what_was_not_ticked_a_helper_cannot_do_and_what_was_she_can() -> None:
    story = Story()
    story.apply("an")
    track = story.propose("an", "dirk")
    _, mia = helped(story)
    with pytest.raises(OutsideMandate, match="een loopbaanbegeleider kiezen"):
        sign_agreement(track_id=track.id, version=1, early_start=True, by=mia, clock=story.clock, key=uuid4())
    end_mandate(mandate_id=mia.mandate_id or uuid4(), **story.act("an"))
    _, mia = helped(story, Scope.SIGN)
    sign_agreement(track_id=track.id, version=1, early_start=True, by=mia, clock=story.clock, key=uuid4())
    module = story.module(track)
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    with pytest.raises(OutsideMandate):
        confirm_module(module_id=module.id, by=mia, clock=story.clock, key=uuid4())


def test_reports_stay_sealed_for_a_helper_who_may_not_read_them() -> None:
    story = Story()
    story.apply("an")
    track = story.sign("an", "dirk")
    story.deliver("an", "dirk", track)
    _, mia = helped(story)
    assert track_for(track.id, by=mia).modules[0].report is None
    assert track_for(track.id, by=replace(mia, scopes=mia.scopes | {Scope.CONTENT})).modules[0].report
    assert track_for(track.id, by=story.actor("an")).modules[0].report


def test_no_tick_lets_a_helper_declare_on_honour_or_pass_the_power_on() -> None:
    story = Story()
    application = story.apply("zoe")
    _, code = offered(story, *TO_TICK, citizen="zoe")
    mandate = take_up_mandate(code=code, **story.act("mia"))
    mia = acting(story, "mia", mandate)
    with pytest.raises(OutsideMandate):
        declare_schooling(application_id=application.id, value="high", by=mia, clock=story.clock, key=uuid4())
    with pytest.raises(OutsideMandate):
        offer_mandate(
            person_id=mandate.person_id,
            helper=HelperName("Bart", "D'Hondt"),
            ticked=[],
            by_letter=False,
            by=mia,
            clock=story.clock,
            key=uuid4(),
        )
    for scope in NEVER:
        with pytest.raises(TickRefused):
            offered(story, scope)


def test_who_acts_for_another_takes_up_no_power_of_attorney() -> None:
    story = Story()
    _, mia = helped(story)
    _, code = offered(story, citizen="bart")
    with pytest.raises(NotAllowed):
        take_up_mandate(code=code, by=mia, clock=story.clock, key=uuid4())


def test_a_code_can_be_used_only_once_and_disappears() -> None:
    story = Story()
    mandate, code = offered(story)
    take_up_mandate(code=code, **story.act("mia"))
    mandate.refresh_from_db()
    assert (mandate.state, mandate.code_sealed) == (MandateState.ACTIVE, None)
    with pytest.raises(MandateCodeRefused):
        take_up_mandate(code=code, **story.act("mia"))


@pytest.mark.parametrize("days", [0, 14, 15])
def test_a_code_works_until_the_last_of_fourteen_days(days: int) -> None:
    story = Story()
    _, code = offered(story)
    story.pass_days(days)
    if days <= 14:
        assert take_up_mandate(code=code, **story.act("mia")).state == MandateState.ACTIVE
    else:
        with pytest.raises(MandateCodeRefused):
            take_up_mandate(code=code, **story.act("mia"))


def test_wrong_used_withdrawn_lapsed_own_and_foreign_codes_get_one_answer() -> None:
    story = Story()
    withdrawn, first = offered(story)
    end_mandate(mandate_id=withdrawn.id, **story.act("an"))
    _, to_bart = offered(story, helper=HelperName("Bart", "D'Hondt"))
    _, own = offered(story, citizen="mia", helper=HelperName("Mia", "De Smet"))
    answers = set()
    for code in ("ABCDEFGHJKMN", first, to_bart, own):
        with pytest.raises(MandateCodeRefused) as refused:
            take_up_mandate(code=code, **story.act("mia"))
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_after_five_wrong_codes_even_the_right_one_waits_an_hour() -> None:
    story = Story()
    _, code = offered(story)
    for _ in range(5):
        with pytest.raises(MandateCodeRefused):
            take_up_mandate(code="ABCDEFGHJKMN", **story.act("mia"))
    with pytest.raises(TooManyMandateCodes):
        take_up_mandate(code=code, **story.act("mia"))
    story.clock.instant += timedelta(minutes=61)
    assert take_up_mandate(code=code, **story.act("mia")).state == MandateState.ACTIVE


def test_an_officer_who_could_read_the_code_cannot_use_it() -> None:
    story = Story()
    mandate, code = offered(story, helper=HelperName("Desi", "Aerts"))
    Entry.objects.create(
        kind="look",
        verb="print_mandate_letter",
        subject_type="mandate",
        subject_id=mandate.id,
        capacity="officer",
        actor_id=story.person("desi").id,
        legal_on=story.clock.today(),
        recorded_at=story.clock.now(),
    )
    desi = replace(story.actor("mia"), person_id=story.person("desi").id)
    with pytest.raises(MandateCodeRefused):
        take_up_mandate(code=code, by=desi, clock=story.clock, key=uuid4())


@pytest.mark.parametrize("who", ["an", "mia"])
def test_either_side_ends_it_and_the_next_act_is_refused(who: str) -> None:
    story = Story()
    mandate, mia = helped(story)
    end_mandate(mandate_id=mandate.id, **story.act(who))
    with pytest.raises(MandateOver):
        apply_for_an(story, mia)
    with pytest.raises(WrongState):
        end_mandate(mandate_id=mandate.id, **story.act(who))


def test_a_stranger_cannot_end_it_nor_learn_that_it_exists() -> None:
    story = Story()
    mandate, mia = helped(story)
    for stranger in ("bart", "omar", "dirk"):
        with pytest.raises(NotFound):
            end_mandate(mandate_id=mandate.id, **story.act(stranger))
    with pytest.raises(OutsideMandate):
        end_mandate(mandate_id=mandate.id, by=mia, clock=story.clock, key=uuid4())


def test_a_mandate_holds_on_its_last_day_and_not_on_the_next() -> None:
    story = Story()
    mandate, mia = helped(story)
    assert mandate.valid_until is not None
    assert mandate.valid_until.isoformat() == "2029-02-28"
    story.clock.day = mandate.valid_until
    assert ground_of(mia, clock=story.clock) is not None
    story.pass_days(1)
    assert ground_of(mia, clock=story.clock) is None
    with pytest.raises(MandateOver):
        apply_for_an(story, mia)


def test_after_two_years_a_new_code_starts_it_again() -> None:
    story = Story()
    helped(story)
    with pytest.raises(HelpsAlready):
        helped(story)
    story.pass_days(731)
    mandate, mia = helped(story)
    assert ground_of(mia, clock=story.clock) is not None
    assert Mandate.objects.filter(state=MandateState.ACTIVE).get() == mandate


def test_both_sides_see_it_with_its_days_and_names() -> None:
    story = Story()
    helped(story)
    given_, taken = (
        mandates_of_citizen(story.person("an").id, clock=story.clock),
        mandates_of_helper(story.person("mia").id, clock=story.clock),
    )
    assert given_ == taken
    assert (given_[0].citizen, given_[0].helper, given_[0].holds) == ("An Peeters", "Mia De Smet", True)


def test_before_the_code_is_used_the_list_shows_whom_she_named() -> None:
    story = Story()
    offered(story)
    line = mandates_of_citizen(story.person("an").id, clock=story.clock)[0]
    assert (line.helper, line.holds, line.waits) == ("Mia De Smet", False, True)


def test_a_power_of_attorney_names_somebody() -> None:
    story = Story()
    with pytest.raises(HelperNotNamed):
        offered(story, helper=HelperName("Mia", "  "))


def test_a_counsellor_is_not_the_helper_of_his_client() -> None:
    story = Story()
    story.apply("an")
    story.open("an", "dirk")
    _, code = offered(story, helper=HelperName("Dirk", "Claes"))
    dirk = replace(story.actor("mia"), person_id=story.person("dirk").id)
    with pytest.raises(CounsellorAsHelper):
        take_up_mandate(code=code, by=dirk, clock=story.clock, key=uuid4())


def test_a_helper_does_not_become_the_counsellor_of_whom_he_helps() -> None:
    story = Story()
    story.apply("an")
    _, code = offered(story, helper=HelperName("Dirk", "Claes"))
    dirk = replace(story.actor("mia"), person_id=story.person("dirk").id)
    take_up_mandate(code=code, by=dirk, clock=story.clock, key=uuid4())
    with pytest.raises(HelperAsCounsellor):
        make_code(person_id=story.person("an").id, counsellor_id=story.counsellor("dirk").id, **story.act("an"))


def test_every_scope_is_in_exactly_one_list_and_has_words() -> None:
    assert sorted([*ALWAYS, *TO_TICK, *NEVER]) == sorted(Scope)
    assert set(WORDS) == set(WORDS_FOR_WHO_ACTS) == set(Scope)
    assert Scope.CONTENT not in scopes_of(Representation.DESK, [])
    assert scopes_of(Representation.LEGAL_REPRESENTATIVE, []) == {Scope.FOLLOW}


@settings(max_examples=60)
@given(st.sampled_from(["De Smet", "D'Hondt", "Lefèvre-Ngoma", "Van den Bruël"]), st.randoms())
def test_a_family_name_is_the_same_whatever_its_capitals_spaces_and_accents(name: str, chance: object) -> None:
    other = "".join(chance.choice([sign.upper(), sign.lower()]) for sign in name)  # type: ignore[attr-defined]
    assert same_name(name, other.replace(" ", "").replace("-", " ").replace("è", "e").replace("ë", "e"))
    assert not same_name(name, name + "s")
    assert not same_name("", "")
