"""Very many people who all have the same right: what a rush needs. The sources answer for each as they do for An."""

from collections.abc import Callable, Sequence
from uuid import uuid4

import pytest
from django.utils import timezone

from loopbaankrediet.credit.actions import submit_application
from loopbaankrediet.credit.models import Application
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.journal.keys import wrap
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel import crypto
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.sources.ports import Asking, SourcedFact
from loopbaankrediet.sources.queries import gather_facts

AN = NationalNumber.parse(BY_KEY["an"].national_number, allow_test=True)


def people(count: int) -> list[Person]:
    """So many persons, each with a key of her own."""
    made = [_person(number) for number in range(count)]
    SubjectKey.objects.bulk_create([key for _, key in made], batch_size=2000)
    return Person.objects.bulk_create([person for person, _ in made], batch_size=2000)


def all_as_an(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every source answers about everybody what it knows about An."""
    monkeypatch.setattr("loopbaankrediet.credit.actions.gather_facts", facts_of_an)


def facts_of_an(number: NationalNumber, asking: Asking) -> dict[str, SourcedFact]:
    return gather_facts(AN, asking)


def asks(person: Person, clock: Clock) -> Callable[[], Application]:
    """This person asks for the right, with a key that stays the same however often it is sent."""
    actor, key = Actor(Capacity.CITIZEN, person.id), uuid4()
    return lambda: submit_application(person_id=person.id, by=actor, clock=clock, key=key)


def all_ask(crowd: Sequence[Person], clock: Clock) -> list[Application]:
    return [asks(person, clock)() for person in crowd]


def _person(number: int) -> tuple[Person, SubjectKey]:
    person_id, key = uuid4(), crypto.new_key()
    sealed = crypto.seal(key, f'"{AN.compact}"'.encode(), context=f"national-number:{person_id}")
    number = rings.numbers(Purpose.PERSON_KEYS)[0]
    wrapped = wrap(key, number, person_id)
    person = Person(
        id=person_id,
        given_name="Zoë",
        family_name=f"D'Hoore {number}",
        national_number_sealed=sealed,
        national_number_hash=person_id.bytes * 2,
        known_since=timezone.now(),
    )
    return person, SubjectKey(subject_id=person_id, wrapped_key=wrapped, key_number=number, made_at=timezone.now())
