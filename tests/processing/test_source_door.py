"""What leaves for a source, and what comes back: noted before and after, sealed, and held to the register."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest

from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.processing.errors import OutsideRegister
from loopbaankrediet.sources import queries
from loopbaankrediet.sources.ports import Asking, FactSource, Origin, SourcedFact, SourceSilent
from loopbaankrediet.sources.queries import gather_facts
from tests.story import Story

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Source:
    """Answers the same about everybody; nothing at all when `facts` is None."""

    name: str
    facts: dict[str, bool] | None

    def ask(self, number: NationalNumber, *, on: date, at: datetime) -> tuple[SourcedFact, ...]:
        if self.facts is None:
            raise SourceSilent
        return tuple(SourcedFact(name, value, Origin(self.name, "Dienst", at)) for name, value in self.facts.items())


@pytest.fixture
def asking() -> Asking:
    story = Story()
    return Asking(story.person("an").id, story.actor("an"), story.clock, "applications")


def ask(asking: Asking, monkeypatch: pytest.MonkeyPatch, *sources: FactSource) -> dict[str, SourcedFact]:
    monkeypatch.setattr(queries, "_sources", lambda: sources)
    return gather_facts(NationalNumber.parse("88631412496", allow_test=True), asking)


def told(person_id: UUID) -> list[tuple[str, str]]:
    lines = Entry.objects.filter(subject_type__startswith="source:").order_by("id")
    assert set(lines.values_list("person_id", "purpose")) == {(person_id, "applications")}
    return list(lines.values_list("verb", "subject_type"))


def test_each_question_stands_in_the_journal_with_its_end(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = ask(asking, monkeypatch, Source("A", {"self_employed": True}), Source("B", None))

    assert list(facts) == ["self_employed"]
    assert told(asking.person_id) == [
        ("ask_source", "source:A"),
        ("ask_source", "source:B"),
        ("source_answered", "source:A"),
        ("source_unanswered", "source:B"),
    ]
    [asked, answered] = Entry.objects.filter(subject_type="source:A").order_by("id")
    assert asked.subject_id == answered.subject_id


def test_the_answer_is_sealed_under_the_key_of_the_person(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(asking, monkeypatch, Source("A", {"self_employed": True}))
    sealed = Entry.objects.get(verb="source_answered").details_sealed
    assert sealed is not None
    assert b"self_employed" not in bytes(sealed)
    opened = unseal_for(asking.person_id, sealed, context="journal")
    assert opened["answers"] == {"self_employed": {"value": True, "service": "Dienst"}}


def test_a_source_that_gives_more_than_the_register_names_gives_nothing(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OutsideRegister, match="'B' gaf 'religion'"):
        ask(asking, monkeypatch, Source("A", {"self_employed": True}), Source("B", {"religion": True}))
    assert ("source_failed", "source:B") in told(asking.person_id)
    failed = Entry.objects.get(verb="source_failed").details_sealed
    assert unseal_for(asking.person_id, failed or b"", context="journal")["answers"] == {}


def test_who_applies_has_every_source_asked_in_her_own_name(asking: Asking) -> None:
    story = Story()
    story.apply("an")
    ends = Entry.objects.filter(verb="source_answered", actor_id=asking.person_id, person_id=asking.person_id)
    assert ends.count() == Entry.objects.filter(verb="ask_source").count() > 1
