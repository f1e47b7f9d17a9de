"""A stored decision can be computed again: for everybody, after every act, and never on more than the law asks."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from tests.story import FIRST_DAY, Story

from loopbaankrediet.credit.actions import declare_schooling, record_fact, sign_refusal, submit_application
from loopbaankrediet.credit.errors import FactNotRead
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import Application, Decision
from loopbaankrediet.credit.queries import application, applications_of
from loopbaankrediet.credit.receipts import CONTEXT, make_receipt
from loopbaankrediet.credit.verification import main, verdicts
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.demo.personas import PERSONAS
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.sources.ports import Origin, SourcedFact

pytestmark = pytest.mark.django_db

Content = dict[str, Any]


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def bart(story: Story) -> Application:
    return story.apply("bart")


def applied(story: Story, name: str) -> Application:
    """Also who serves the platform may ask for the right, as a citizen."""
    person_id = story.person(name).id
    act = story.act(name) | {"by": Actor(Capacity.CITIZEN, person_id)}
    return submit_application(person_id=person_id, **act)


def tallied() -> Counter[str]:
    return Counter("erased" if found.is_erased else "differs" if found.differs else "holds" for found in verdicts())


@pytest.mark.parametrize("name", [persona.key for persona in PERSONAS])
def test_the_decision_of_everybody_in_the_demonstration_replays(story: Story, name: str) -> None:
    applied(story, name)
    [view] = applications_of(story.person(name).id)
    receipt = view.decision.receipt
    assert receipts.replay(receipt.proof) == ()
    assert receipt.is_as_said
    assert tallied() == {"holds": 1}


def test_every_decision_after_the_first_one_replays_too(story: Story, bart: Application) -> None:
    fact = {"name": "seniority_months", "value": 96, "proof": "Attest uit Lyon"}
    record_fact(application_id=story.apply("chantal").id, **fact, **story.act("omar"))  # type: ignore[arg-type]
    declare_schooling(application_id=story.apply("zoe").id, value="low", **story.act("zoe"))
    story.pass_days(15)
    sign_refusal(application_id=bart.id, **story.act("omar"))
    assert set(Decision.objects.values_list("kind", flat=True)) == {
        "intention",
        "question",
        "grant",
        "tariff",
        "refusal",
    }
    assert tallied() == {"holds": 6}


def test_the_receipt_names_the_source_the_service_and_the_moment_of_every_fact(bart: Application) -> None:
    view = application(bart.id)
    assert view is not None
    proof, facts = view.decision.receipt.proof, view.decision.receipt.facts
    assert proof.facts["seniority_months"].origin == {
        "source": "RSZ en RSVZ (hele loopbaan)",
        "service": "Werk.GeefDmfaVoorWerknemer",
        "at": "2027-03-01T10:00:00+01:00",
    }
    assert {name: (fact.value, fact.origin.source) for name, fact in facts.items()} == {
        name: (stated.value, stated.origin["source"]) for name, stated in proof.facts.items()
    }


def test_what_a_source_tells_and_the_law_does_not_read_is_kept_nowhere(story: Story, bart: Application) -> None:
    view = application(bart.id)
    assert view is not None
    known = view.decision.receipt.facts
    origin = Origin("RSZ (DmfA en Dimona)", "Werk.GeefWerkrelaties", story.clock.now())
    more = {name: SourcedFact(name, value, origin) for name, value in {"wage": 2718, "agency_4_weeks": True}.items()}
    receipt = make_receipt(known | more, on=FIRST_DAY)
    assert receipt.facts.keys() == receipt.proof.facts.keys() == known.keys()
    assert receipt.proof.trace == view.decision.receipt.proof.trace


@pytest.mark.parametrize("name", ["wage", "agency_4_weeks"])
def test_a_fact_that_the_law_does_not_read_is_not_recorded(story: Story, bart: Application, name: str) -> None:
    with pytest.raises(FactNotRead):
        record_fact(application_id=bart.id, name=name, value=True, proof="Attest van VDAB", **story.act("omar"))


def forged(content: Content, **changes: object) -> Content:
    return {**content, "proof": {**content["proof"], **changes}}


def older(content: Content) -> Content:
    facts: Mapping[str, Content] = content["proof"]["facts"]
    return forged(content, facts={**facts, "seniority_months": {**facts["seniority_months"], "value": 71}})


FORGERIES: dict[str, Callable[[Content], object]] = {
    "uitkomst": lambda content: forged(content, outcome="granted"),
    "resultaten": lambda content: forged(content, results={"minutes": 360}),
    "spoor (alle gronden, voorwaarden, feiten, bedragen en zinnen)": older,
    "de zinnen die de aanvrager las": lambda content: {**content, "said": {**content["said"], "why": []}},
    "niet na te rekenen (KeyError)": lambda content: {"facts": content["proof"]["facts"]},
    "niet na te rekenen (ReceiptRefused)": lambda content: {**content, "proof": []},
}


def stored_again(application: Application, **columns: object) -> Decision:
    """The first decision once more, with other contents: a row itself cannot be changed."""
    row = Decision.objects.filter(application=application).earliest("id")
    row.pk = None
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


@pytest.mark.parametrize("what", FORGERIES)
def test_whatever_was_changed_in_a_stored_receipt_is_named(
    bart: Application, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = unseal_for(bart.person_id, Decision.objects.get().receipt_sealed, context=CONTEXT)
    sealed = seal_for(bart.person_id, FORGERIES[what](content), context=CONTEXT)
    row = stored_again(bart, receipt_sealed=sealed)
    assert main(None) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{file_number(bart.number)}, beslissing {row.id}: ")
    assert what in said.err
    assert said.out == "Beslissingen die kloppen: 1. Verschillend: 1. Gewist: 0.\n"


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"law_hash": "sha256:0"}, "de wet in de databank"),
        ({"kind": "question", "answer_until": None}, "de soort beslissing in de databank"),
        ({"receipt_sealed": b"\0" * 40}, "het zegel is gebroken"),
    ],
)
def test_a_row_that_does_not_fit_its_receipt_is_named(bart: Application, columns: Content, what: str) -> None:
    row = stored_again(bart, **columns)
    [found] = [found for found in verdicts() if found.differs]
    assert (found.decision_id, found.differs) == (row.id, (what,))


def test_minutes_that_the_law_did_not_give_are_named(story: Story) -> None:
    stored_again(story.apply("an"), minutes=480)
    assert [found.differs for found in verdicts()] == [(), ("de minuten in de databank",)]


def test_what_is_printed_holds_nothing_about_a_person(bart: Application, capsys: pytest.CaptureFixture[str]) -> None:
    content = unseal_for(bart.person_id, Decision.objects.get().receipt_sealed, context=CONTEXT)
    facts = {**content["proof"]["facts"], "residence": {"value": "Kerkstraat 12", "origin": {}}}
    changed = {**forged(content, facts=facts), "befores": {}}
    stored_again(bart, receipt_sealed=seal_for(bart.person_id, changed, context=CONTEXT))
    assert main(None) == 1
    said = capsys.readouterr()
    assert not any(word in said.err + said.out for word in ("Kerkstraat", "72", "Bart", str(bart.person_id)))


def test_only_what_was_decided_since_a_day_is_computed_again(story: Story, bart: Application) -> None:
    story.pass_days(3)
    story.apply("an")

    def count(since: date) -> int:
        return len(list(verdicts(since)))

    assert [count(FIRST_DAY + timedelta(days)) for days in (0, 1, 3, 4)] == [2, 1, 1, 0]


def test_more_decisions_than_one_batch_are_each_computed_once(
    bart: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loopbaankrediet.credit.verification.BATCH", 2)
    rows = [Decision.objects.get().id, *(stored_again(bart).id for _ in range(4))]
    assert [found.decision_id for found in verdicts()] == rows
