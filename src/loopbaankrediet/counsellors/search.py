"""Finding a counsellor: by name, organisation or method, near a place, face to face or online."""

from dataclasses import dataclass
from datetime import date
from functools import reduce

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from loopbaankrediet.counsellors.models import Counsellor, Mode
from loopbaankrediet.counsellors.places import Place, distance_km, municipality_of, nearest_first
from loopbaankrediet.counsellors.queries import RegisterEntry, entry, registered

REGISTER_PAGE = 20
ALIKE = 0.5
WRITTEN = Concat(
    *(part for column in ("given_name", "family_name") for part in (f"person__{column}", Value(" "))),
    *("organisation__name", Value(" "), "municipality", Value(" ")),
    Func(F("methods"), Value(" "), function="array_to_string", output_field=TextField()),
    output_field=TextField(),
)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. `within_km` counts from `near`; who talks online is near everybody.

    `on`: who is registered on that day.
    """

    text: str = ""
    mode: str = ""
    near: Place | None = None
    within_km: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class Found:
    """A counsellor, and how far from the place that was named (None: no place named, or hers is not on our list)."""

    entry: RegisterEntry
    km: int | None


@dataclass(frozen=True)
class Results:
    """One page of what was found, and how many in all. `alike`: nothing had the words, these have words like them."""

    page: tuple[Found, ...]
    count: int
    alike: bool


def search(wanted: Wanted, *, page: int = 1) -> Results:
    """The nearest first when a place is named, else by name."""
    rows = _rows(wanted)
    exact = reduce(_with_word, wanted.text.split(), rows)
    count = exact.count()
    alike = bool(wanted.text and not count)
    chosen = _alike(rows, wanted.text) if alike else exact
    start = (max(page, 1) - 1) * REGISTER_PAGE
    ordered = _ordered(chosen, wanted.near)[start : start + REGISTER_PAGE]
    found = tuple(_found(row, wanted.near) for row in ordered)
    return Results(found, chosen.count() if alike else count, alike)


def found_by_municipality(wanted: Wanted) -> dict[str, int]:
    """How many counsellors with these words work in each municipality; online alone is nowhere."""
    rows = reduce(_with_word, wanted.text.split(), _rows(wanted)).filter(modes__contains=[Mode.IN_PERSON])
    return dict(rows.order_by("municipality").values_list("municipality").annotate(count=Count("id")))


def _rows(wanted: Wanted) -> QuerySet[Counsellor]:
    rows = registered(wanted.on).annotate(written=WRITTEN)
    if wanted.mode in Mode.values:
        rows = rows.filter(modes__contains=[wanted.mode])
    if wanted.near is None or wanted.within_km is None:
        return rows
    close = Q(municipality__in=[place.name for place, km in nearest_first(wanted.near) if km <= wanted.within_km])
    online = Q(modes__contains=[Mode.ONLINE]) if wanted.mode != Mode.IN_PERSON else Q()
    return rows.filter(close | online)


def _with_word(rows: QuerySet[Counsellor], word: str) -> QuerySet[Counsellor]:
    """Part of a word is enough, accents do not matter: 'begeleiding' finds 'loopbaanbegeleiding'."""
    return rows.filter(Q(written__unaccent__icontains=word))


def _alike(rows: QuerySet[Counsellor], text: str) -> QuerySet[Counsellor]:
    """Who has words that look like these: a slip of the pen still finds her."""
    likeness = TrigramWordSimilarity(text, "written")
    return rows.annotate(likeness=likeness).filter(likeness__gte=ALIKE)


def _ordered(rows: QuerySet[Counsellor], near: Place | None) -> QuerySet[Counsellor]:
    by_name = ("person__family_name", "person__given_name", "id")
    if near is None:
        return rows.order_by(*by_name)
    names = Value([place.name for place, _ in nearest_first(near)], ArrayField(TextField()))
    rank = Func(names, F("municipality"), function="array_position", output_field=IntegerField())
    return rows.order_by(rank.asc(nulls_last=True), *by_name)


def _found(row: Counsellor, near: Place | None) -> Found:
    place = municipality_of(row.municipality)
    return Found(entry(row), distance_km(near, place) if near and place else None)
