"""What the watch reads: the looks of officers in a period, by who looked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from loopbaankrediet.journal.models import Entry, Kind
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.people.models import OfficerRole, Person

IN_A_LIST = "see_in_list"


@dataclass(frozen=True)
class OpenedFile:
    """An officer opened data of one person; being named in a list of work is no opening.

    At the desk she opens the pages of who calls, for her: the call is the file.
    """

    entry_id: int
    looker_id: UUID
    person_id: UUID
    at: datetime
    has_file: bool

    @property
    def local(self) -> datetime:
        return self.at.astimezone(BRUSSELS)


@dataclass(frozen=True)
class Officers:
    """`roles`: of every officer. `family_names`: of officers and of who was looked at; `bearers`: how many bear one."""

    roles: Mapping[UUID, frozenset[str]]
    family_names: Mapping[UUID, str]
    bearers: Mapping[str, int]


def opened_between(start: datetime, end: datetime) -> tuple[OpenedFile, ...]:
    rows = Entry.objects.filter(
        Q(capacity=Capacity.OFFICER) | Q(representation=Representation.DESK),
        kind=Kind.LOOK,
        person_id__isnull=False,
        actor_id__isnull=False,
        recorded_at__gte=start,
        recorded_at__lt=end,
    ).exclude(verb=IN_A_LIST)
    fields = ("id", "actor_id", "person_id", "recorded_at", "dossier", "mandate_id")
    return tuple(
        OpenedFile(entry_id, looker, person, at, bool(dossier or call))
        for entry_id, looker, person, at, dossier, call in rows.order_by("id").values_list(*fields)
    )


def officers_and(opened: Sequence[OpenedFile]) -> Officers:
    roles: dict[UUID, set[str]] = defaultdict(set)
    for person_id, role in OfficerRole.objects.order_by("id").values_list("person_id", "role"):
        roles[person_id].add(role)
    wanted = {one.looker_id for one in opened} | {one.person_id for one in opened}
    people = Person.objects.filter(id__in=wanted).order_by("id")
    names = {person_id: name.casefold() for person_id, name in people.values_list("id", "family_name")}
    return Officers({one: frozenset(held) for one, held in roles.items()}, names, _bearers(opened, names))


def _bearers(opened: Sequence[OpenedFile], names: Mapping[UUID, str]) -> dict[str, int]:
    """Counted only for the names that an officer shares with whom she looked at."""
    pairs = {(one.looker_id, one.person_id) for one in opened if one.looker_id != one.person_id}
    shared = {names[looker] for looker, person in pairs if names.get(looker) == names.get(person) and looker in names}
    return {name: Person.objects.filter(family_name__iexact=name).count() for name in sorted(shared)}
