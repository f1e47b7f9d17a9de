"""The verbs of an application: submit, complete a fact, reply, call, sign a refusal. The only writers here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.errors import (
    ApplicationAlreadyOpen,
    FactNotRead,
    OnlySchoolingIsDeclared,
    OwnRegisterDecides,
    ProofMissing,
)
from loopbaankrediet.credit.granting import Grant, fill_wallets
from loopbaankrediet.credit.models import (
    APPLICATION_TABLE,
    OPEN_STATES,
    Application,
    ApplicationState,
    Call,
    Decision,
    DecisionKind,
    Reply,
    Wallet,
)
from loopbaankrediet.credit.policies import (
    check_call,
    check_credit_is_not_granted_already,
    check_may_refuse,
    check_overrules,
)
from loopbaankrediet.credit.queries import facts_of, latest_decision, minutes_granted
from loopbaankrediet.credit.receipts import Receipt, facts_as_json, facts_read, make_receipt, seal_receipt
from loopbaankrediet.credit.second_look import check_second_look
from loopbaankrediet.credit.told import message_of
from loopbaankrediet.credit.turns import must_wait, take_turn
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for, sealer_for
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.kernel.phone import PhoneRefused, parse_phone
from loopbaankrediet.office.assignments import check_not_with_another
from loopbaankrediet.office.incidents import check_runs
from loopbaankrediet.office.models import Stops
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role, check_is_citizen, check_is_system, check_not_own_case
from loopbaankrediet.people.queries import national_number_of
from loopbaankrediet.platform.rows import Rows
from loopbaankrediet.sources.ports import Asking, FactValue, Origin, SourcedFact
from loopbaankrediet.sources.queries import facts_at_hand, gather_facts

Seal = Callable[[object, str], bytes]
FACTS_CONTEXT = "facts"
PROOF = "Bewijsstuk"
PURPOSE = "applications"
OWN_REGISTER = "credit_minutes_granted"
REPLY_CONTEXT = "reply"
KIND_OF_VERB = {
    "grant": DecisionKind.GRANT,
    "ask": DecisionKind.QUESTION,
    "intend": DecisionKind.INTENTION,
    "wait": DecisionKind.TURN,
}


def submit_application(*, person_id: UUID, by: Actor, clock: Clock, key: UUID) -> Application:
    """Ask for the right: gather what the sources know, decide at once, grant at once (art. 4, 34; default 1, 2).

    While a cap is in force the decision is as quick, and the grant waits for its place (default 24).
    """
    check_is_citizen(by, person_id, to=Scope.APPLY, clock=clock)
    return apply_for(person_id, on=clock.today(), by=by, clock=clock, key=key)


def apply_for(person_id: UUID, *, on: date, by: Actor, clock: Clock, key: UUID) -> Application:
    """`submit_application` for who asked on the day `on`: herself now, or the platform for a request that was kept."""
    number = national_number_of(Person.objects.get(id=person_id))
    facts = gather_facts(number, Asking(person_id, by, clock, PURPOSE))
    with transaction.atomic():
        earlier = done_before(key, by=by, about=("submit_application", person_id))
        if earlier is not None:
            return Application.objects.get(id=earlier)
        if by != SYSTEM:
            check_is_citizen(by, person_id, to=Scope.APPLY, clock=clock)
        person = Person.objects.select_for_update().get(id=person_id)
        if Application.objects.filter(person=person, state__in=OPEN_STATES).exists():
            raise ApplicationAlreadyOpen
        facts |= facts_at_hand(number, on=on, at=clock.now()) | own_register(person_id, clock)
        receipt = make_receipt(facts, on=on)
        check_credit_is_not_granted_already(person_id, receipt)
        seal = sealer_for(person_id)
        application = _new_application(person, seal(facts_as_json(receipt.facts), FACTS_CONTEXT), on, clock)
        carry_out(receipt, application, "submit_application", seal, by=by, clock=clock, key=key)
        return application


@transaction.atomic
def record_fact(
    *, application_id: UUID, name: str, value: FactValue, proof: str, by: Actor, clock: Clock, key: UUID
) -> Application:
    """An officer enters a fact from a document named in `proof`; then the law decides again.

    What a source knows in part is only completed (OutsideKnown); what it knows exactly takes a fuller proof.
    """
    check_has_role(by, Role.CASE_OFFICER)
    if not proof.strip():
        raise ProofMissing
    done = done_before(key, by=by, about=("record_fact", application_id, name, value, proof))
    application = lock_application(application_id)
    if done:
        return application
    check_not_own_case(by, application.person_id)
    check_not_with_another("application", application.id, by)
    if name == OWN_REGISTER:
        raise OwnRegisterDecides
    if name not in facts_read(application.applied_on):
        raise FactNotRead
    check_overrules(facts_of(application).get(name), value, proof.strip())
    return _decide_with(application, name, value, Origin(PROOF, proof.strip(), clock.now()), by, clock, key)


@transaction.atomic
def declare_schooling(*, application_id: UUID, value: str, by: Actor, clock: Clock, key: UUID) -> Application:
    """The citizen declares her highest diploma on honour, where no source knows it (default 5)."""
    done = done_before(key, by=by, about=("declare_schooling", application_id, value))
    application = lock_application(application_id)
    check_is_citizen(by, application.person_id, to=Scope.DECLARE, clock=clock)
    if done:
        return application
    if "schooling" in facts_of(application):
        raise OnlySchoolingIsDeclared
    origin = Origin("Je eigen verklaring", "verklaring op eer", clock.now())
    if application.state == ApplicationState.GRANTED:
        return _fix_tariff_group(application, value, origin, by, clock, key)
    return _decide_with(application, "schooling", value, origin, by, clock, key)


@transaction.atomic
def reply_to_intention(
    *, application_id: UUID, text: str, wants_a_person: bool, phone: str = "", by: Actor, clock: Clock, key: UUID
) -> None:
    """The citizen answers an intention to refuse, or asks to be called on `phone`."""
    done = done_before(key, by=by, about=("reply_to_intention", application_id, text, wants_a_person, phone))
    application = lock_application(application_id)
    check_is_citizen(by, application.person_id, to=Scope.APPLY, clock=clock)
    if done:
        return
    if application.state != ApplicationState.INTENDED:
        raise WrongState
    number = _phone(phone) if wants_a_person else None
    Reply.objects.create(
        application=application,
        text_sealed=seal_for(application.person_id, text, context=REPLY_CONTEXT),
        wants_a_person=wants_a_person,
        phone_sealed=seal_for(application.person_id, number, context=REPLY_CONTEXT) if number else None,
        replied_on=clock.today(),
        replied_at=clock.now(),
    )
    _note("reply_to_intention", application, by=by, clock=clock, key=key)


@transaction.atomic
def note_call(
    *, application_id: UUID, called_on: date, reached: bool, said: str, by: Actor, clock: Clock, key: UUID
) -> None:
    """An officer notes a call to an applicant who asked for it: what was said, or that nobody answered."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    about = ("note_call", application_id, called_on, reached, said)
    done, application = done_before(key, by=by, about=about), lock_application(application_id)
    if done:
        return
    if application.state != ApplicationState.INTENDED:
        raise WrongState
    check_call(application, called_on, said.strip(), reached=reached, today=clock.today())
    Call.objects.create(
        application=application,
        officer_id=officer_id,
        called_on=called_on,
        reached=reached,
        said_sealed=seal_for(application.person_id, said.strip(), context=REPLY_CONTEXT),
        noted_on=clock.today(),
        noted_at=clock.now(),
    )
    _note("note_call", application, by=by, clock=clock, key=key)


@transaction.atomic
def sign_refusal(*, application_id: UUID, answer: str = "", by: Actor, clock: Clock, key: UUID) -> Application:
    """A named officer signs the refusal, once the term to answer the intention has ended (default 7).

    `answer` says why the replies do not change the decision; it may be empty only when nobody replied.
    """
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("sign_refusal", application_id, answer))
    application = lock_application(application_id)
    if done:
        return application
    check_not_own_case(by, application.person_id)
    state = APPLICATION_TABLE.after(application.state, "refuse")
    intention = latest_decision(application)
    check_second_look(application, by, today=clock.today())
    check_may_refuse(application, intention, answer.strip(), today=clock.today())
    refusal = Decision(
        application=application,
        kind=DecisionKind.REFUSAL,
        decided_on=clock.today(),
        decided_at=clock.now(),
        signed_by_id=officer_id,
        law_hash=intention.law_hash,
        minutes=0,
        receipt_sealed=intention.receipt_sealed,
        answer_sealed=_sealed_answer(application, answer.strip()),
    )
    application.state, rows = state, Rows()
    rows.insert(refusal)
    rows.update(application, "state")
    rows.insert(message_of(refusal, application, clock=clock, key=key))
    _note("sign_refusal", application, by=by, clock=clock, key=key, rows=rows)
    return application


@transaction.atomic
def decide_again(*, person_id: UUID, name: str, by: Actor, clock: Clock, key: UUID) -> Application | None:
    """Where our own tables now tell something else of the fact `name`, the law decides again, on the kept day.

    A running application follows wherever the law leads. A granted right only grows, and a refusal only gives way to a
    grant: a change for the worse is never carried out here (default 9). None when nothing had to be decided; Erased
    when the person's key is gone.
    """
    check_is_system(by)
    person = Person.objects.select_for_update().get(id=person_id)
    latest = Application.objects.select_for_update().filter(person=person).order_by("-submitted_at").first()
    if latest is None:
        return None
    known, on = facts_of(latest), latest.applied_on
    fact = facts_at_hand(national_number_of(person), on=on, at=clock.now()).get(name)
    if fact is None or _decided_on(known.get(name), fact):
        return None
    own = own_register(person_id, clock)
    receipt = make_receipt(known | {name: fact} | own, on=on)
    is_better = latest.state in OPEN_STATES or receipt.verb == "grant"
    if not is_better or done_before(key, by=by, about=("decide_again", person_id, name)):
        return None
    for new in (fact, *own.values()):
        add_fact(latest, new)
    carry_out(receipt, latest, "decide_again", sealer_for(person_id), by=by, clock=clock, key=key)
    return latest


def _decided_on(known: SourcedFact | None, told: SourcedFact) -> bool:
    """Whether this value was used already, or an officer overruled this very value on a proof."""
    if known is None:
        return False
    overruled = known.before if known.origin.source == PROOF else None
    return told.value in (known.value, overruled.value if overruled else known.value)


def _phone(text: str) -> str:
    """Who asks to be called says where."""
    number = parse_phone(text)
    if not number:
        raise PhoneRefused
    return number


def _new_application(person: Person, facts_sealed: bytes, on: date, clock: Clock) -> Application:
    return Application.objects.create(person=person, applied_on=on, submitted_at=clock.now(), facts_sealed=facts_sealed)


def own_register(person_id: UUID, clock: Clock) -> dict[str, SourcedFact]:
    name = OWN_REGISTER
    origin = Origin(FACTS[name].source, "grootboek", clock.now())
    return {name: SourcedFact(name, minutes_granted(person_id), origin)}


def lock_application(application_id: UUID) -> Application:
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotFound
    return application


def _decide_with(
    application: Application, name: str, value: FactValue, origin: Origin, by: Actor, clock: Clock, key: UUID
) -> Application:
    add_fact(application, SourcedFact(name, value, origin))
    receipt = make_receipt(facts_of(application), on=application.applied_on)
    seal = sealer_for(application.person_id)
    details: dict[str, object] = {"fact": name, "from": origin.source}
    carry_out(receipt, application, "record_fact", seal, by=by, clock=clock, key=key, details=details)
    return application


def _fix_tariff_group(
    application: Application, value: str, origin: Origin, by: Actor, clock: Clock, key: UUID
) -> Application:
    """The right was granted whatever the diploma; only the price still waited for it."""
    check_runs(Stops.DECISIONS)
    add_fact(application, SourcedFact("schooling", value, origin))
    receipt = make_receipt(facts_of(application), on=application.applied_on)
    _decision(application, DecisionKind.TARIFF, receipt, sealer_for(application.person_id), clock).save()
    Wallet.objects.filter(person_id=application.person_id).update(schooling=value)
    _note("declare_schooling", application, by=by, clock=clock, key=key)
    return application


def _sealed_answer(application: Application, answer: str) -> bytes | None:
    return seal_for(application.person_id, answer, context=REPLY_CONTEXT) if answer else None


def add_fact(application: Application, fact: SourcedFact) -> None:
    facts = facts_of(application)
    facts[fact.name] = replace(fact, before=facts.get(fact.name))
    application.facts_sealed = seal_for(application.person_id, facts_as_json(facts), context=FACTS_CONTEXT)
    application.save(update_fields=["facts_sealed"])


def carry_out(
    receipt: Receipt,
    application: Application,
    act: str,
    seal: Seal,
    *,
    by: Actor,
    clock: Clock,
    key: UUID,
    details: dict[str, object] | None = None,
) -> None:
    """Write the decision of the law and move on; grant at once when it is granted and no cap makes it wait.

    More of a right that was granted before is a correction, and waits for nobody (default 9).
    """
    check_runs(Stops.DECISIONS)
    verb = receipt.verb
    is_granted = application.state == ApplicationState.GRANTED
    if verb == "grant" and must_wait(application.id, granted_before=is_granted, on=clock.today()):
        verb = "wait"
    application.state = APPLICATION_TABLE.after(application.state, verb)
    rows = Rows()
    decision = _decision(application, KIND_OF_VERB[verb], receipt, seal, clock)
    rows.insert(decision)
    rows.insert(message_of(decision, application, clock=clock, key=key, seal=seal))
    rows.update(application, "state")
    minutes, schooling = receipt.decision["results"].get("minutes", 0), _schooling(receipt)
    if verb == "grant":
        fill_wallets([Grant(application.person_id, minutes, schooling, key)], clock=clock)
    if verb == "wait":
        take_turn(application, minutes, schooling, clock=clock)
    _note(act, application, by=by, clock=clock, key=key, details=details, rows=rows)


def _decision(application: Application, kind: DecisionKind, receipt: Receipt, seal: Seal, clock: Clock) -> Decision:
    return Decision(
        application=application,
        kind=kind,
        decided_on=clock.today(),
        decided_at=clock.now(),
        law_hash=receipt.proof.law_hash,
        minutes=receipt.decision["results"]["minutes"] if kind is DecisionKind.GRANT else 0,
        answer_until=_answer_until(clock.today()) if kind is DecisionKind.INTENTION else None,
        receipt_sealed=seal_receipt(receipt, seal),
    )


def _schooling(receipt: Receipt) -> str | None:
    found = receipt.facts.get("schooling")
    return str(found.value) if found else None


def _answer_until(today: date) -> date:
    return today + timedelta(days=term("intention_answer_days", on=today))


def _note(
    verb: str,
    application: Application,
    *,
    by: Actor,
    clock: Clock,
    key: UUID,
    details: dict[str, object] | None = None,
    rows: Rows | None = None,
) -> None:
    subject = Subject("application", application.id, application.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock, details=details, rows=rows)
