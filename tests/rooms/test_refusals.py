"""Bad input and wrong hands: a clear Dutch message at the right field, nothing lost, nothing half done."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.story import Story

from loopbaankrediet.counsellors.actions import register_counsellor
from loopbaankrediet.counsellors.errors import AlreadyRegistered
from loopbaankrediet.counsellors.models import Counsellor, LegalForm
from loopbaankrediet.credit.actions import (
    declare_schooling,
    record_fact,
    reply_to_intention,
    sign_refusal,
    submit_application,
)
from loopbaankrediet.credit.errors import (
    ApplicationAlreadyOpen,
    CreditAlreadyGranted,
    FactRefused,
    NoLawYet,
    OnlySchoolingIsDeclared,
    OutsideKnown,
    ProofMissing,
)
from loopbaankrediet.credit.models import Application, Decision
from loopbaankrediet.credit.queries import application as application_view
from loopbaankrediet.credit.queries import latest_decision
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import registration_file
from loopbaankrediet.guidance.actions.codes import WRONG_CODES_PER_HOUR, make_code, open_with_code
from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation
from loopbaankrediet.guidance.actions.tracks import (
    AgreementTerms,
    end_track,
    note_intake,
    propose_agreement,
    sign_agreement,
)
from loopbaankrediet.guidance.errors import (
    BeforeOpening,
    CodeRefused,
    DayInFuture,
    ModuleNotFull,
    ModulesOutOfRange,
    MoreThanModule,
    NoConversationYet,
    NoMinutesFree,
    OneselfAsClient,
    PriceOfClientUnknown,
    ReportEmpty,
    StepOfMinutes,
    TooManyCodes,
)
from loopbaankrediet.guidance.models import AccessCode
from loopbaankrediet.kernel.errors import DomainError, NotAllowed, NotFound, WrongState
from loopbaankrediet.kernel.identifiers import EnterpriseNumberRefused, IbanRefused
from loopbaankrediet.payments.actions.batches import approve_batch, discard_batch, make_batch
from loopbaankrediet.payments.errors import NothingToPay, SamePerson
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    story = Story()
    story.apply("an")
    return story


def test_a_code_works_once(story: Story) -> None:
    code = story.code("an", "dirk")
    open_with_code(code=code, **story.act("dirk"))
    with pytest.raises(CodeRefused):
        open_with_code(code=code, **story.act("dirk"))


def test_a_code_is_typed_in_small_letters_and_with_spaces_too(story: Story) -> None:
    code = story.code("an", "dirk")
    assert open_with_code(code=f" {code[:4].lower()}-{code[4:]} ", **story.act("dirk")).person == story.person("an")


def test_a_code_for_dirk_does_not_work_for_els(story: Story) -> None:
    with pytest.raises(CodeRefused):
        open_with_code(code=story.code("an", "dirk"), **story.act("els"))


def test_an_old_code_has_lapsed(story: Story) -> None:
    code = story.code("an", "dirk")
    story.clock.instant += timedelta(hours=49)
    with pytest.raises(CodeRefused):
        open_with_code(code=code, **story.act("dirk"))


def test_a_new_code_makes_the_earlier_one_lapse(story: Story) -> None:
    first = story.code("an", "dirk")
    story.code("an", "dirk", renew=True)
    with pytest.raises(CodeRefused):
        open_with_code(code=first, **story.act("dirk"))


def test_codes_cannot_be_guessed_for_ever(story: Story) -> None:
    for _ in range(WRONG_CODES_PER_HOUR):
        with pytest.raises(CodeRefused):
            open_with_code(code="AAAA-AAAA", **story.act("dirk"))
    with pytest.raises(TooManyCodes):
        open_with_code(code=story.code("an", "dirk"), **story.act("dirk"))


def test_a_counsellor_cannot_be_her_own_client(story: Story) -> None:
    person = story.person("dirk")
    citizen = story.actor("an").__class__(story.actor("an").capacity, person.id)
    with pytest.raises(OneselfAsClient):
        make_code(
            person_id=person.id,
            counsellor_id=story.counsellor("dirk").id,
            by=citizen,
            clock=story.clock,
            key=uuid4(),
        )


def test_a_report_before_a_conversation_is_refused_at_its_field(story: Story) -> None:
    module = story.module(story.sign("an", "dirk"))
    with pytest.raises(NoConversationYet) as refusal:
        story.report("dirk", module.id)
    assert refusal.value.field == "text"


def test_half_a_module_is_not_reported_while_the_guidance_goes_on(story: Story) -> None:
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id, 60)
    with pytest.raises(ModuleNotFull):
        story.report("dirk", module.id)


def test_an_empty_report_is_refused(story: Story) -> None:
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    with pytest.raises(ReportEmpty):
        hand_in_report(module_id=module.id, text="  \n", **story.act("dirk"))


@pytest.mark.parametrize(("minutes", "error"), [(50, StepOfMinutes), (0, StepOfMinutes), (135, MoreThanModule)])
def test_minutes_that_cannot_be_are_refused_at_their_field(
    story: Story, minutes: int, error: type[DomainError]
) -> None:
    module = story.module(story.sign("an", "dirk"))
    with pytest.raises(error) as refusal:
        story.talk("dirk", module.id, minutes)
    assert refusal.value.field == "minutes"


@pytest.mark.parametrize(("days", "error"), [(1, DayInFuture), (-1, BeforeOpening)])
def test_a_conversation_lies_between_the_signature_and_today(story: Story, days: int, error: type[DomainError]) -> None:
    module = story.module(story.sign("an", "dirk"))
    day = story.clock.day + timedelta(days=days)
    with pytest.raises(error):
        log_conversation(module_id=module.id, held_on=day, minutes=60, mode="online", **story.act("dirk"))


@pytest.mark.parametrize("stranger", ["bart", "dirk", "els"])
def test_nobody_but_the_citizen_confirms_her_hours(story: Story, stranger: str) -> None:
    module = story.module(story.sign("an", "dirk"))
    story.talk("dirk", module.id)
    story.report("dirk", module.id)
    with pytest.raises(NotFound):
        story.confirm(stranger, module.id)
    assert Claim.objects.count() == 0


def test_another_counsellor_finds_nothing_of_this_client(story: Story) -> None:
    module = story.module(story.sign("an", "dirk"))
    with pytest.raises(NotFound):
        story.talk("els", module.id)


@pytest.mark.parametrize("modules", [0, 4])
def test_an_agreement_is_for_modules_that_are_there(story: Story, modules: int) -> None:
    track = story.propose("an", "dirk")
    terms = AgreementTerms(modules, "online", "Videogesprek", ["Loopbaanankers"], unrelated=True)
    with pytest.raises(ModulesOutOfRange):
        propose_agreement(track_id=track.id, terms=terms, **story.act("dirk"))


def test_who_has_no_minutes_left_gets_no_code(story: Story) -> None:
    story.apply("fatima")
    track = story.sign("fatima", "dirk", modules=1)
    story.deliver("fatima", "dirk", track)
    with pytest.raises(NoMinutesFree):
        story.code("fatima", "els")


def test_minutes_of_a_module_under_way_are_confirmed_before_the_end_and_the_rest_comes_back(story: Story) -> None:
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id, 45)
    assert end_track(track_id=track.id, **story.act("an")).state == "ending"
    story.report("dirk", module.id)
    story.confirm("an", module.id)
    assert (story.balance("an").available, story.balance("an").held) == (315, 0)
    claim = Claim.objects.get()
    assert (claim.minutes, claim.public_cents, claim.own_cents) == (45, 6293, 1875)


def test_the_price_waits_for_the_diploma_that_no_source_knows(story: Story) -> None:
    application = story.apply("zoe")
    assert application.state == "granted"
    track = story.open("zoe", "dirk")
    note_intake(track_id=track.id, held_on=story.clock.day, minutes=None, **story.act("dirk"))
    terms = AgreementTerms(1, "online", "Videogesprek", ["Loopbaanankers"], unrelated=True)
    with pytest.raises(PriceOfClientUnknown):
        propose_agreement(track_id=track.id, terms=terms, **story.act("dirk"))
    declare_schooling(application_id=application.id, value="low", **story.act("zoe"))
    propose_agreement(track_id=track.id, terms=terms, **story.act("dirk"))
    sign_agreement(track_id=track.id, version=1, early_start=False, **story.act("zoe"))
    module = story.module(track)
    assert (module.public_cents_per_hour, module.own_cents_per_hour) == (9390, 1500)
    assert latest_decision(application).kind == "tariff"


def test_a_diploma_that_the_source_knows_is_not_declared_again(story: Story) -> None:
    application = Application.objects.get(person=story.person("an"))
    with pytest.raises(OnlySchoolingIsDeclared):
        declare_schooling(application_id=application.id, value="low", **story.act("an"))


def test_a_second_application_is_refused_while_the_first_is_open(story: Story) -> None:
    story.apply("bart")
    with pytest.raises(ApplicationAlreadyOpen):
        story.apply("bart")


def test_a_second_application_after_a_grant_makes_no_file_and_no_intention(story: Story) -> None:
    with pytest.raises(CreditAlreadyGranted, match="Opnieuw aanvragen is niet nodig"):
        story.apply("an")
    assert Application.objects.filter(person=story.person("an")).count() == 1
    assert story.balance("an").received == 360


def test_before_the_decree_starts_an_application_says_when_it_does(story: Story) -> None:
    story.clock.day = story.clock.day.replace(year=2026)
    with pytest.raises(NoLawYet, match="2027"):
        story.apply("fatima")
    assert not Application.objects.filter(person=story.person("fatima")).exists()


def test_a_fact_needs_a_proof_and_a_possible_value(story: Story) -> None:
    application = story.apply("chantal")
    ask: dict[str, Any] = {"application_id": application.id, "name": "seniority_months"}
    with pytest.raises(ProofMissing):
        record_fact(**ask, value=96, proof=" ", **story.act("omar"))
    with pytest.raises(FactRefused):
        record_fact(**ask, value=2000, proof="Attest", **story.act("omar"))
    with pytest.raises(OutsideKnown, match=r"60 maanden.*50 is minder") as refusal:
        record_fact(**ask, value=50, proof="Attest", **story.act("omar"))
    assert refusal.value.field == "value"
    assert Decision.objects.filter(application=application).count() == 1


def test_only_a_case_officer_enters_facts(story: Story) -> None:
    application = story.apply("chantal")
    for stranger in ("chantal", "dirk", "petra", "rita"):
        with pytest.raises(NotAllowed):
            record_fact(
                application_id=application.id, name="seniority_months", value=96, proof="x", **story.act(stranger)
            )


def test_a_citizen_applies_only_for_herself(story: Story) -> None:
    with pytest.raises(NotAllowed):
        submit_application(person_id=story.person("fatima").id, **story.act("an"))


def test_a_reply_is_for_an_intention_only(story: Story) -> None:
    application = Application.objects.get(person=story.person("an"))
    with pytest.raises(WrongState):
        reply_to_intention(application_id=application.id, text="Toch niet", wants_a_person=False, **story.act("an"))


def test_the_maker_of_a_batch_does_not_approve_it(story: Story) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    batch = make_batch(**story.act("petra"))
    with pytest.raises(SamePerson):
        approve_batch(batch_id=batch.id, **story.act("petra"))
    batch.refresh_from_db()
    assert batch.state == "draft"


def test_a_discarded_batch_leaves_its_claims_for_the_next_one(story: Story) -> None:
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    discard_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("petra"))
    assert make_batch(**story.act("petra")).count == 1


def test_an_empty_batch_is_not_made(story: Story) -> None:
    with pytest.raises(NothingToPay):
        make_batch(**story.act("petra"))


@pytest.mark.parametrize(
    ("change", "error", "field"),
    [
        ({"iban": "BE71 0961 2345 6760"}, IbanRefused, "iban"),
        (
            {"legal_form": "own_company", "enterprise_number": "0403.019.262"},
            EnterpriseNumberRefused,
            "enterprise_number",
        ),
        ({"legal_form": "own_company", "enterprise_number": ""}, DomainError, "enterprise_number"),
        ({"methods": []}, DomainError, "methods"),
        ({"modes": []}, DomainError, "modes"),
    ],
)
def test_a_wrong_registration_names_the_field_and_leaves_nobody_behind(
    story: Story, change: dict[str, object], error: type[DomainError], field: str
) -> None:

    if "legal_form" in change:
        change = change | {"legal_form": LegalForm(str(change["legal_form"]))}
    before = Person.objects.count(), Counsellor.objects.count()
    file = replace(registration_file(BY_KEY["noor"]), **change)  # type: ignore[arg-type]
    with pytest.raises(error) as refusal:
        register_counsellor(file=file, **story.act("rita"))
    assert refusal.value.field == field
    assert (Person.objects.count(), Counsellor.objects.count()) == before


def test_nobody_is_registered_twice(story: Story) -> None:
    with pytest.raises(AlreadyRegistered):
        register_counsellor(file=registration_file(BY_KEY["dirk"]), **story.act("rita"))


def test_a_code_is_kept_only_as_a_keyed_hash_and_sealed(story: Story) -> None:
    code = story.code("an", "dirk")
    row = AccessCode.objects.get()
    assert code.encode() not in bytes(row.code_hash) + bytes(row.code_sealed)


def test_on_the_day_that_was_promised_the_person_qualifies(story: Story) -> None:
    first = story.apply("bart")
    story.pass_days(15)
    sign_refusal(application_id=first.id, **story.act("omar"))
    promised = application_view(first.id)
    assert promised is not None
    assert promised.decision.receipt.qualifies_from is not None
    story.clock.day = promised.decision.receipt.qualifies_from
    assert story.apply("bart").state == "granted"
