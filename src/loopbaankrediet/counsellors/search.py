"""Finding a counsellor: by words, near a place, by what she offers. The order is nobody's for sale (docs/adr/0040)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from loopbaankrediet.counsellors.models import Counsellor, Mode, Profile, SearchText
from loopbaankrediet.counsellors.places import Place, distance_km, municipality_of, nearest_first
from loopbaankrediet.counsellors.places.provinces import municipalities_of
from loopbaankrediet.counsellors.profiles import NOTHING_TOLD, Told, said_since, told_by
from loopbaankrediet.counsellors.queries import RegisterEntry, entry, registered
from loopbaankrediet.counsellors.words import folded, says, words_of

REGISTER_PAGE = 20
ALIKE = 0.5
MOST_METHODS = 60


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for on a day. `within_km` counts from `near`; who talks online is near everybody.

    `group`, `access` and `language` are values of `counsellors.offer`.
    """

    today: date
    text: str = ""
    mode: str = ""
    near: Place | None = None
    within_km: int | None = None
    province: str = ""
    method: str = ""
    group: str = ""
    access: str = ""
    language: str = ""
    free_weeks: int | None = None


@dataclass(frozen=True)
class Found:
    """A counsellor, what she tells, and how far from the place that was named (None: no place named, or unknown)."""

    entry: RegisterEntry
    told: Told
    km: int | None


@dataclass(frozen=True)
class Results:
    """One page of what was found, and how many in all. `alike`: nothing had the words, these have words like them.

    `without`: when nothing was found, by wish how many there would be if only that one were dropped.
    """

    page: tuple[Found, ...]
    count: int
    alike: bool
    without: Mapping[str, int] = field(default_factory=dict)


def search(wanted: Wanted, *, page: int = 1) -> Results:
    """The nearest first when a place is named; who is equally near, and all without a place, in the turn of the day."""
    wishes = _wishes(wanted)
    chosen = registered(wanted.today).filter(*wishes.values())
    count = chosen.count()
    alike = bool(wanted.text and not count)
    if alike:
        others = [wish for name, wish in wishes.items() if name != "text"]
        chosen = registered(wanted.today).filter(*others, id__in=_alike(wanted.text))
        count = chosen.count()
    start = (max(page, 1) - 1) * REGISTER_PAGE
    rows = list(_ordered(chosen, wanted)[start : start + REGISTER_PAGE])
    told = told_by([row.id for row in rows], today=wanted.today)
    found = tuple(_found(row, told.get(row.id, NOTHING_TOLD), wanted.near) for row in rows)
    return Results(found, count, alike, {} if count else _without_each(wishes, wanted.today))


def found_by_municipality(wanted: Wanted) -> dict[str, int]:
    """How many of those found work in each municipality; online alone is nowhere."""
    rows = registered(wanted.today).filter(*_wishes(wanted).values(), modes__contains=[Mode.IN_PERSON])
    return dict(rows.order_by("municipality").values_list("municipality").annotate(count=Count("id")))


def methods_of_register() -> list[str]:
    """The methods that most counsellors name, by name."""
    named = registered().annotate(method=Func(F("methods"), function="unnest", output_field=TextField()))
    most = named.values_list("method").annotate(count=Count("id")).order_by("-count", "method")[:MOST_METHODS]
    return sorted((method for method, _ in most), key=folded)


def _wishes(wanted: Wanted) -> dict[str, Q]:
    """Each wish by its name; only those that were said."""
    said = {
        "text": _with_words(wanted.text) if words_of(wanted.text) else None,
        "mode": Q(modes__contains=[wanted.mode]) if wanted.mode in Mode.values else None,
        "distance": _close(wanted),
        "province": Q(municipality__in=municipalities_of(wanted.province)) if wanted.province else None,
        "method": Q(methods__contains=[wanted.method]) if wanted.method else None,
        "group": _tells(target_groups__contains=[wanted.group]) if wanted.group else None,
        "access": _tells(access__contains=[wanted.access]) if wanted.access else None,
        "language": _tells(languages__contains=[wanted.language]) if wanted.language else None,
        "free": _free(wanted),
    }
    return {name: wish for name, wish in said.items() if wish is not None}


def _with_words(text: str) -> Q:
    every = reduce(and_, map(says, words_of(text)))
    return Q(id__in=SearchText.objects.filter(every).values("counsellor_id"))


def _tells(**said: object) -> Q:
    return Q(id__in=Profile.objects.filter(**said).values("counsellor_id"))


def _close(wanted: Wanted) -> Q | None:
    if wanted.near is None or wanted.within_km is None:
        return None
    close = Q(municipality__in=[place.name for place, km in nearest_first(wanted.near) if km <= wanted.within_km])
    return close if wanted.mode == Mode.IN_PERSON else close | Q(modes__contains=[Mode.ONLINE])


def _free(wanted: Wanted) -> Q | None:
    if wanted.free_weeks is None:
        return None
    until = wanted.today + timedelta(weeks=wanted.free_weeks)
    return _tells(free_from__lte=until, free_said_on__gte=said_since(wanted.today))


def _alike(text: str) -> QuerySet[SearchText, Any]:
    """Who has words that look like these: a slip of the pen still finds her."""
    rows = SearchText.objects.annotate(likeness=TrigramWordSimilarity(folded(text), "words"))
    return rows.filter(likeness__gte=ALIKE).values("counsellor_id")


def _without_each(wishes: Mapping[str, Q], today: date) -> dict[str, int]:
    """One question to the database for all of them."""
    asked = {
        name: Count("id", filter=reduce(and_, [wish for other, wish in wishes.items() if other != name], Q()))
        for name in wishes
    }
    if len(asked) < 2:
        return {}
    found: dict[str, int] = registered(today).aggregate(**asked)
    return {name: count for name, count in found.items() if count}


def _ordered(rows: QuerySet[Counsellor], wanted: Wanted) -> QuerySet[Counsellor]:
    """The turn of the day: an order that nobody chose, the same for everyone all day, and another one tomorrow."""
    turn = MD5(Concat(Value(wanted.today.isoformat()), Cast("id", TextField())))
    if wanted.near is None:
        return rows.order_by(turn, "id")
    return rows.order_by(_km(wanted.near).asc(nulls_last=True), turn, "id")


def _km(near: Place) -> Func:
    """Kilometres to her municipality, read from a list; NULL when it is not on ours."""
    known = nearest_first(near)
    names = Value([place.name for place, _ in known], ArrayField(TextField()))
    place = Func(names, F("municipality"), function="array_position", output_field=IntegerField())
    kilometres = Value([km for _, km in known], ArrayField(IntegerField()))
    return Func(kilometres, place, template="(%(expressions)s]", arg_joiner=")[", output_field=IntegerField())


def _found(row: Counsellor, told: Told, near: Place | None) -> Found:
    place = municipality_of(row.municipality)
    return Found(entry(row), told, distance_km(near, place) if near and place else None)
