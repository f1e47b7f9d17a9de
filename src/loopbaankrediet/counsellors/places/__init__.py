"""Where places lie, so that somebody finds a counsellor near her home. Source: `docs/sources.md`, S30 and S31."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Place:
    """A municipality of Flanders or Brussels, or a Flemish village. Degrees north and east."""

    name: str
    latitude: float
    longitude: float


def place_of(text: str) -> Place | None:
    """The municipality or village with this name or postal code; capitals, accents and hyphens do not matter."""
    return _by_word().get(_plain(text)) or _by_word().get(_plain(text).split(" ")[0])


def municipality_of(text: str) -> Place | None:
    """As `place_of`, municipalities only: where a counsellor works."""
    return next((place for place in municipalities() if _plain(place.name) == _plain(text)), None)


def official_name(text: str) -> str:
    """The municipality spelled as it should be; what we do not know (Wallonia, abroad) stays as it was written."""
    known = municipality_of(text)
    return known.name if known else text.strip()


def distance_km(one: Place, other: Place) -> int:
    """As the crow flies, in whole kilometres."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    across = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(sin(north / 2) ** 2 + across)))


def nearest_first(place: Place) -> list[tuple[Place, int]]:
    """Every municipality with its distance in kilometres."""
    return sorted(
        ((each, distance_km(place, each)) for each in municipalities()), key=lambda pair: (pair[1], pair[0].name)
    )


@cache
def municipalities() -> tuple[Place, ...]:
    """The 304 of Flanders and Brussels."""
    return tuple(place for place, _ in _municipalities_with_codes())


def codes_of_municipalities() -> Iterator[tuple[str, str]]:
    """The REFNIS code and the name of each."""
    return ((row["refnis"], row["name"]) for row in _rows("municipalities.csv"))


@cache
def _by_word() -> dict[str, Place]:
    """Municipalities before villages of the same name; each village also by its name alone."""
    found = {_plain(place.name): place for place in _villages()}
    for place, codes in _municipalities_with_codes():
        found |= dict.fromkeys(codes, place) | {_plain(place.name): place}
    return found


def _municipalities_with_codes() -> Iterator[tuple[Place, list[str]]]:
    return ((_place(row), row["postal_codes"].split()) for row in _rows("municipalities.csv"))


def _villages() -> Iterator[Place]:
    return (_place(row) for row in _rows("villages.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _place(row: dict[str, str]) -> Place:
    return Place(row["name"], float(row["latitude"]), float(row["longitude"]))


def _plain(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("-", " ").replace("'", "").split())
