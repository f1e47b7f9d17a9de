"""The verbs of an application: submit, complete a fact, answer an intention, sign a refusal. The only writers here."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.credit.errors import (
    ApplicationAlreadyOpen,
    OnlySchoolingIsDeclared,
    ProofMissing,
    TermStillRuns,
)
from loopbaankrediet.credit.models import (
    APPLICATION_TABLE,
    OPEN_STATES,
    Application,
    ApplicationState,
    Decision,
    DecisionKind,
    Reply,
    Wallet,
)
from loopbaankrediet.credit.queries import facts_of, latest_decision, minutes_granted
from loopbaankrediet.credit.receipts import Receipt, facts_as_json, make_receipt, seal_receipt
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound, WrongState
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.people.models import Person
from loopbaankrediet.people.policies import check_has_role, check_is_citizen
from loopbaankrediet.people.queries import national_number_of
from loopbaankrediet.sources.ports import FactValue, Origin, SourcedFact
from loopbaankrediet.sources.queries import gather_facts

FACTS_CONTEXT = "facts"
VERB_OF_OUTCOME = {"granted": "grant", "undetermined": "ask", "refused": "intend"}
KIND_OF_VERB = {"grant": DecisionKind.GRANT, "ask": DecisionKind.QUESTION, "intend": DecisionKind.INTENTION}


def submit_application(*, person_id: UUID, by: Actor, clock: Clock, key: UUID) -> Application:
    """Ask for the right: gather what the sources know, decide at once, grant at once (art. 4, 34; default 1, 2)."""
    check_is_citizen(by, person_id)
    number = national_number_of(Person.objects.get(id=person_id))
    facts = gather_facts(number, on=clock.today(), at=clock.now())
    with transaction.atomic():
        earlier = done_before(key)
        if earlier is not None:
            return Application.objects.get(id=earlier)
        person = Person.objects.select_for_update().get(id=person_id)
        if Application.objects.filter(person=person, state__in=OPEN_STATES).exists():
            raise ApplicationAlreadyOpen
        application = _new_application(person, facts | _own_register(person_id, clock), clock)
        _note("submit_application", application, by=by, clock=clock, key=key)
        _decide(application, by=by, clock=clock, key=key)
        return application


@transaction.atomic
def record_fact(
    *, application_id: UUID, name: str, value: FactValue, proof: str, by: Actor, clock: Clock, key: UUID
) -> Application:
    """An officer enters a fact that no source knows, from a document named in `proof`; then the law decides again."""
    check_has_role(by, Role.CASE_OFFICER)
    if not proof.strip():
        raise ProofMissing
    done, application = done_before(key), _locked(application_id)
    if done:
        return application
    return _decide_with(application, name, value, Origin("Bewijsstuk", proof.strip(), clock.now()), by, clock, key)


@transaction.atomic
def declare_schooling(*, application_id: UUID, value: str, by: Actor, clock: Clock, key: UUID) -> Application:
    """The citizen declares her highest diploma on honour, where no source knows it (default 5)."""
    done, application = done_before(key), _locked(application_id)
    check_is_citizen(by, application.person_id)
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
    *, application_id: UUID, text: str, wants_a_person: bool, by: Actor, clock: Clock, key: UUID
) -> None:
    """The citizen answers an intention to refuse, or asks to speak to someone."""
    done, application = done_before(key), _locked(application_id)
    check_is_citizen(by, application.person_id)
    if done:
        return
    if application.state != ApplicationState.INTENDED:
        raise WrongState
    Reply.objects.create(
        application=application,
        text_sealed=seal_for(application.person_id, text, context="reply"),
        wants_a_person=wants_a_person,
        replied_on=clock.today(),
        replied_at=clock.now(),
    )
    _note("reply_to_intention", application, by=by, clock=clock, key=key)


@transaction.atomic
def sign_refusal(*, application_id: UUID, by: Actor, clock: Clock, key: UUID) -> Application:
    """A named officer signs the refusal, once the term to answer the intention has ended (default 7)."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done, application = done_before(key), _locked(application_id)
    if done:
        return application
    state = APPLICATION_TABLE.after(application.state, "refuse")
    intention = latest_decision(application)
    if intention.answer_until is None or clock.today() <= intention.answer_until:
        raise TermStillRuns(until=day(intention.answer_until or clock.today()))
    Decision.objects.create(
        application=application,
        kind=DecisionKind.REFUSAL,
        decided_on=clock.today(),
        decided_at=clock.now(),
        signed_by_id=officer_id,
        law_hash=intention.law_hash,
        minutes=0,
        receipt_sealed=intention.receipt_sealed,
    )
    _move(application, state)
    _note("sign_refusal", application, by=by, clock=clock, key=key)
    return application


def _new_application(person: Person, facts: Mapping[str, SourcedFact], clock: Clock) -> Application:
    return Application.objects.create(
        person=person,
        applied_on=clock.today(),
        submitted_at=clock.now(),
        facts_sealed=seal_for(person.id, facts_as_json(facts), context=FACTS_CONTEXT),
    )


def _own_register(person_id: UUID, clock: Clock) -> dict[str, SourcedFact]:
    name = "credit_minutes_granted"
    origin = Origin(FACTS[name].source, "grootboek", clock.now())
    return {name: SourcedFact(name, minutes_granted(person_id), origin)}


def _locked(application_id: UUID) -> Application:
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotFound
    return application


def _decide_with(
    application: Application, name: str, value: FactValue, origin: Origin, by: Actor, clock: Clock, key: UUID
) -> Application:
    _add_fact(application, SourcedFact(name, value, origin))
    _note("record_fact", application, by=by, clock=clock, key=key, details={"fact": name, "from": origin.source})
    _decide(application, by=by, clock=clock, key=key)
    return application


def _fix_tariff_group(
    application: Application, value: str, origin: Origin, by: Actor, clock: Clock, key: UUID
) -> Application:
    """The right was granted whatever the diploma; only the price still waited for it."""
    _add_fact(application, SourcedFact("schooling", value, origin))
    receipt = make_receipt(facts_of(application), on=application.applied_on)
    _write_decision(application, DecisionKind.TARIFF, receipt, clock)
    Wallet.objects.filter(person_id=application.person_id).update(schooling=value)
    _note("declare_schooling", application, by=by, clock=clock, key=key)
    return application


def _add_fact(application: Application, fact: SourcedFact) -> None:
    facts = facts_of(application) | {fact.name: fact}
    application.facts_sealed = seal_for(application.person_id, facts_as_json(facts), context=FACTS_CONTEXT)
    application.save(update_fields=["facts_sealed"])


def _decide(application: Application, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Run the law on the facts of the application day; write the receipt; grant at once when it is granted."""
    receipt = make_receipt(facts_of(application), on=application.applied_on)
    verb = VERB_OF_OUTCOME[receipt.decision["outcome"]]
    state = APPLICATION_TABLE.after(application.state, verb)
    _write_decision(application, KIND_OF_VERB[verb], receipt, clock)
    if verb == "grant":
        _fill_wallet(application, receipt, by=by, clock=clock, key=key)
    _move(application, state)


def _write_decision(application: Application, kind: DecisionKind, receipt: Receipt, clock: Clock) -> None:
    Decision.objects.create(
        application=application,
        kind=kind,
        decided_on=clock.today(),
        decided_at=clock.now(),
        law_hash=receipt.decision["law"]["hash"],
        minutes=receipt.decision["results"]["minutes"] if kind is DecisionKind.GRANT else 0,
        answer_until=_answer_until(clock.today()) if kind is DecisionKind.INTENTION else None,
        receipt_sealed=seal_receipt(receipt, application.person_id),
    )


def _answer_until(today: date) -> date:
    return today + timedelta(days=term("intention_answer_days", on=today))


def _fill_wallet(application: Application, receipt: Receipt, *, by: Actor, clock: Clock, key: UUID) -> None:
    schooling = receipt.facts.get("schooling")
    wallet, _ = Wallet.objects.get_or_create(
        person_id=application.person_id, defaults={"opened_on": clock.today(), "opened_at": clock.now()}
    )
    wallet.schooling = str(schooling.value) if schooling else None
    wallet.save(update_fields=["schooling"])
    issued, purse = accounts.minutes_issued(), accounts.wallet(wallet.id)
    issued.open()
    purse.open()
    steps = [direct("grant", issued, purse, receipt.decision["results"]["minutes"])]
    record(steps, act="grant", act_key=key, effective_on=clock.today(), by=SYSTEM)


def _move(application: Application, state: ApplicationState) -> None:
    application.state = state
    application.save(update_fields=["state"])


def _note(
    verb: str,
    application: Application,
    *,
    by: Actor,
    clock: Clock,
    key: UUID,
    details: dict[str, object] | None = None,
) -> None:
    subject = Subject("application", application.id, application.person_id)
    record_act(verb, subject, key=key, by=by, clock=clock, details=details)
