"""The desk: one person by number, recognised, for half an hour, with the same trail; and never one's own case."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.people.mandating import CONTROLS, acting, called, caller, helped
from tests.story import Story

from loopbaankrediet.credit.actions import record_fact, sign_refusal, submit_application
from loopbaankrediet.flows.mandates import confirm_judgment, enter_judgment, take_up_mandate
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Role, Scope
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import trust_with
from loopbaankrediet.people.errors import OwnCase
from loopbaankrediet.people.mandates.actions.desk import Caller, Recognised, close_call, open_call
from loopbaankrediet.people.mandates.actions.giving import HelperName, letter_to_print, offer_mandate, send_letter
from loopbaankrediet.people.mandates.actions.legal import (
    Judgment,
    end_legal_representative,
)
from loopbaankrediet.people.mandates.errors import (
    ActedInThisCase,
    CallStillOpen,
    DecidesThisCase,
    EnteredItHimself,
    JudgmentDays,
    LetterOfOwnCall,
    MandateCodeRefused,
    MandateOver,
    MattersMissing,
    NobodyFound,
    NoStrongControl,
    NoteOfCallMissing,
    NumberUnknown,
    RepresentsHimself,
    TickAtDesk,
    TooFewControls,
    TooManyLookups,
)
from loopbaankrediet.people.mandates.models import Channel, Control, DeskCall, Mandate
from loopbaankrediet.people.mandates.queries import code_of, ground_of, letters_to_send
from loopbaankrediet.people.mandates.scopes import TO_TICK, Manner, Matter
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_not_own_case
from loopbaankrediet.people.queries import roles_of

pytestmark = pytest.mark.django_db
HOW = Recognised(Channel.PHONE, CONTROLS)


def at_desk(story: Story, call: DeskCall) -> Actor:
    return Actor(
        Capacity.CITIZEN,
        call.officer_id,
        represents=call.person_id,
        representation=Representation.DESK,
        mandate_id=call.id,
    )


def colleague(story: Story) -> Actor:
    """Another officer of the desk than Desi."""
    return Actor(Capacity.OFFICER, story.person("omar").id, roles=frozenset({Role.DESK_OFFICER}))


def officer(story: Story, key: str) -> Actor:
    person_id = story.person(key).id
    return Actor(Capacity.OFFICER, person_id, roles=roles_of(person_id))


def test_the_desk_applies_for_a_caller_with_the_same_trail() -> None:
    story = Story()
    call = called(story)
    submit_application(person_id=call.person_id, by=at_desk(story, call), clock=story.clock, key=uuid4())
    entry = Entry.objects.get(verb="submit_application")
    assert (entry.actor_id, entry.representation, entry.mandate_id) == (call.officer_id, "desk", call.id)
    assert story.balance("an").available == 360


def test_a_call_is_over_after_half_an_hour_or_when_it_is_closed() -> None:
    story = Story()
    call = called(story)
    desi = at_desk(story, call)
    story.clock.instant += timedelta(minutes=29)
    assert ground_of(desi, clock=story.clock) is not None
    story.clock.instant += timedelta(minutes=1)
    with pytest.raises(MandateOver):
        submit_application(person_id=call.person_id, by=desi, clock=story.clock, key=uuid4())
    close_call(call_id=call.id, note="Tijd was om, burger belt terug.", **story.act("desi"))
    again = called(story)
    close_call(call_id=again.id, note="Aangevraagd.", **story.act("desi"))
    assert ground_of(at_desk(story, again), clock=story.clock) is None


def test_one_call_at_a_time_and_each_ends_with_a_note() -> None:
    story = Story()
    call = called(story)
    with pytest.raises(CallStillOpen):
        called(story, "bart")
    with pytest.raises(NoteOfCallMissing):
        close_call(call_id=call.id, note=" ", **story.act("desi"))
    close_call(call_id=call.id, note="Aangevraagd.", **story.act("desi"))
    assert called(story, "bart").person_id == story.person("bart").id


def test_a_second_click_opens_the_same_call() -> None:
    story = Story()
    key = uuid4()
    assert called(story, act_key=key).id == called(story, act_key=key).id


def test_a_number_with_another_name_opens_nothing_and_counts() -> None:
    story = Story()
    with pytest.raises(NobodyFound):
        open_call(caller=caller("an", family_name="Janssens"), how=HOW, reason="Vraag", **story.act("desi"))
    assert not DeskCall.objects.exists()


def test_nobody_browses_with_more_than_thirty_look_ups_in_an_hour() -> None:
    story = Story()
    for _ in range(30):
        with pytest.raises(NobodyFound):
            open_call(caller=caller("an", family_name="Janssens"), how=HOW, reason="Vraag", **story.act("desi"))
    with pytest.raises(TooManyLookups):
        called(story)


def test_a_caller_who_is_hardly_recognised_is_not_helped() -> None:
    story = Story()
    for controls in ((), CONTROLS[:1], CONTROLS[:1] * 2):
        with pytest.raises(TooFewControls):
            open_call(caller=caller("an"), how=Recognised(Channel.PHONE, controls), reason="Vraag", **story.act("desi"))


def test_only_a_desk_officer_opens_a_call() -> None:
    story = Story()
    for who in ("an", "omar", "dirk"):
        with pytest.raises(NotAllowed):
            open_call(caller=caller("bart"), how=HOW, reason="Vraag", **story.act(who))


def test_somebody_whom_nobody_knew_is_made_known_by_what_she_says() -> None:
    story = Story()
    number = NationalNumber.parse("92631421193", allow_test=True)
    josee = Caller(number, "Josée", "Noël", is_new=True)
    call = open_call(caller=josee, how=HOW, reason="Wil aanvragen.", **story.act("desi"))
    assert Person.objects.get(id=call.person_id).full_name == "Josée Noël"
    assert unseal_for(call.person_id, call.reason_sealed, context="desk-call") == "Wil aanvragen."


def test_nobody_opens_a_call_about_herself_or_in_a_file_she_worked_on() -> None:
    story = Story()
    with pytest.raises(OwnCase):
        called(story, "desi")
    application = story.apply("chantal")
    trust_with(person_id=story.person("omar").id, role=Role.DESK_OFFICER, clock=story.clock)
    proof = "attest van de werkgever van 3 maart 2027"
    record_fact(application_id=application.id, name="seniority_months", value=120, proof=proof, **story.act("omar"))
    with pytest.raises(DecidesThisCase):
        open_call(
            caller=caller("chantal"), how=HOW, reason="Vraag", by=officer(story, "omar"), clock=story.clock, key=uuid4()
        )


def test_who_acted_for_a_citizen_decides_nothing_about_her() -> None:
    story = Story()
    application = story.apply("bart")
    called(story, "bart")
    trust_with(person_id=story.person("desi").id, role=Role.CASE_OFFICER, clock=story.clock)
    story.pass_days(30)
    with pytest.raises(ActedInThisCase):
        sign_refusal(application_id=application.id, by=officer(story, "desi"), clock=story.clock, key=uuid4())
    sign_refusal(application_id=application.id, **story.act("omar"))


def test_a_helper_who_is_also_an_officer_decides_nothing_about_whom_she_helps() -> None:
    story = Story()
    helped(story)
    mia = Actor(Capacity.OFFICER, story.person("mia").id, roles=frozenset({Role.CASE_OFFICER}))
    with pytest.raises(ActedInThisCase):
        check_not_own_case(mia, story.person("an").id)
    check_not_own_case(mia, story.person("bart").id)


def test_a_power_of_attorney_asked_by_telephone_comes_by_letter_and_keeps_the_call() -> None:
    story = Story()
    call = called(story)
    mandate = offer_mandate(
        person_id=call.person_id,
        helper=HelperName("Mia", "De Smet"),
        ticked=[],
        by_letter=False,
        by=at_desk(story, call),
        clock=story.clock,
        key=uuid4(),
    )
    assert (mandate.by_letter, mandate.asked_in_id) == (True, call.id)
    assert [line.id for line in letters_to_send(clock=story.clock)] == [mandate.id]
    with pytest.raises(LetterOfOwnCall):
        letter_to_print(mandate_id=mandate.id, by=story.actor("desi"), clock=story.clock)
    with pytest.raises(LetterOfOwnCall):
        send_letter(mandate_id=mandate.id, **story.act("desi"))
    assert letter_to_print(mandate_id=mandate.id, by=colleague(story), clock=story.clock) == call.person_id
    send_letter(mandate_id=mandate.id, **story.act("desi") | {"by": colleague(story)})
    assert letters_to_send(clock=story.clock) == ()
    for stranger in ("an", "omar"):
        with pytest.raises(NotAllowed):
            letter_to_print(mandate_id=mandate.id, by=story.actor(stranger), clock=story.clock)


@pytest.mark.parametrize("scope", TO_TICK)
def test_the_desk_gives_nobody_the_right_to_sign_to_answer_for_money_or_to_read_reports(scope: Scope) -> None:
    story = Story()
    call = called(story)
    act = story.act("desi") | {"by": at_desk(story, call)}
    with pytest.raises(TickAtDesk):
        offer_mandate(
            person_id=call.person_id, helper=HelperName("Mia", "De Smet"), ticked=[scope], by_letter=True, **act
        )


BOTH = frozenset(Matter)


def judged(
    story: Story,
    *,
    citizen: str = "an",
    helper: str = "mia",
    until: int | None = None,
    matters: frozenset[Matter] = BOTH,
    manner: Manner = Manner.IN_HER_PLACE,
) -> Mandate:
    today = story.clock.today()
    last = today + timedelta(days=until) if until is not None else None
    judgment = Judgment("Vredegerecht Mechelen", "27A123", today, today, last, matters, manner)
    return enter_judgment(
        person_id=story.person(citizen).id, helper_id=story.person(helper).id, judgment=judgment, **story.act("omar")
    )


def confirmed(story: Story, mandate: Mandate) -> Actor:
    return acting(story, "mia", confirm_judgment(mandate_id=mandate.id, **story.act("lot")))


def test_a_legal_representative_acts_until_an_officer_ends_it() -> None:
    story = Story()
    mandate = judged(story)
    mia = confirmed(story, mandate)
    submit_application(person_id=story.person("an").id, by=mia, clock=story.clock, key=uuid4())
    end_legal_representative(mandate_id=mandate.id, **story.act("omar"))
    assert ground_of(mia, clock=story.clock) is None


def test_what_one_officer_read_in_a_decision_counts_only_once_a_second_one_read_it() -> None:
    story = Story()
    mandate = judged(story)
    assert ground_of(acting(story, "mia", mandate), clock=story.clock) is None
    with pytest.raises(EnteredItHimself):
        confirm_judgment(mandate_id=mandate.id, **story.act("omar"))
    with pytest.raises(NotAllowed):
        confirm_judgment(mandate_id=mandate.id, **story.act("desi"))
    assert ground_of(confirmed(story, mandate), clock=story.clock) is not None


@pytest.mark.parametrize(
    ("matters", "manner", "may", "may_not"),
    [
        ({Matter.GOODS}, Manner.IN_HER_PLACE, {Scope.SIGN, Scope.HOURS}, {Scope.CONTENT, Scope.CHOOSE}),
        ({Matter.PERSON}, Manner.IN_HER_PLACE, {Scope.CONTENT, Scope.CHOOSE}, {Scope.SIGN, Scope.HOURS}),
        (BOTH, Manner.IN_HER_PLACE, set(Scope), set()),
        (BOTH, Manner.WITH_CONSENT, {Scope.FOLLOW, Scope.CONTENT, Scope.LOOKS}, {Scope.SIGN, Scope.APPLY}),
        ({Matter.GOODS}, Manner.WITH_CONSENT, {Scope.FOLLOW}, {Scope.CONTENT, Scope.HOURS}),
    ],
)
def test_a_representative_may_what_the_judge_decided_and_reads_no_report_for_goods_alone(
    matters: set[Matter], manner: Manner, may: set[Scope], may_not: set[Scope]
) -> None:
    story = Story()
    mia = confirmed(story, judged(story, matters=frozenset(matters), manner=manner))
    ground = ground_of(mia, clock=story.clock)
    assert ground is not None
    assert may <= ground.scopes
    assert not may_not & ground.scopes


def test_a_decision_about_nothing_is_not_entered() -> None:
    with pytest.raises(MattersMissing):
        judged(Story(), matters=frozenset())


def test_a_number_and_a_birth_date_alone_recognise_nobody() -> None:
    story = Story()
    weak = Recognised(Channel.PHONE, (Control.NUMBER, Control.BIRTH, Control.ADDRESS))
    with pytest.raises(NoStrongControl):
        open_call(caller=caller("an"), how=weak, reason="Vraag", **story.act("desi"))


def test_a_number_with_a_mistake_in_it_makes_no_person_until_the_officer_looked_again() -> None:
    story = Story()
    before = Person.objects.count()
    number = NationalNumber.parse("92631421193", allow_test=True)
    with pytest.raises(NumberUnknown):
        open_call(caller=Caller(number, "Josée", "Noël"), how=HOW, reason="Wil aanvragen.", **story.act("desi"))
    assert Person.objects.count() == before


def test_the_days_of_a_code_by_letter_start_when_the_letter_was_sent_and_a_late_letter_stays_on_the_list() -> None:
    story = Story()
    mandate = offer_mandate(
        person_id=story.person("an").id,
        helper=HelperName("Mia", "De Smet"),
        ticked=[],
        by_letter=True,
        **story.act("an"),
    )
    code = code_of(mandate.id, clock=story.clock)
    with pytest.raises(MandateCodeRefused):
        take_up_mandate(code=code, **story.act("mia"))
    story.pass_days(30)
    assert [line.waits for line in letters_to_send(clock=story.clock)] == [True]
    assert code_of(mandate.id, clock=story.clock) == code
    send_letter(mandate_id=mandate.id, **story.act("desi"))
    story.pass_days(14)
    assert take_up_mandate(code=code, **story.act("mia")).helper_id == story.person("mia").id


def test_a_judgment_is_entered_by_a_case_officer_with_days_that_fit() -> None:
    story = Story()
    with pytest.raises(JudgmentDays):
        judged(story, until=-1)
    with pytest.raises(RepresentsHimself):
        judged(story, helper="an")
    with pytest.raises(OwnCase):
        judged(story, helper="omar")
    with pytest.raises(NotFound):
        end_legal_representative(mandate_id=helped(story)[0].id, **story.act("omar"))
