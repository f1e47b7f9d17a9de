"""A map of Flanders and Brussels drawn on the server, without a map from elsewhere: every municipality is a dot."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sqrt

from django.utils.translation import gettext

from loopbaankrediet.counsellors.places import Place, municipalities

WIDTH = 720
MARGIN = 24
MOST_KNOWN_CITIES = ("Antwerpen", "Brussel", "Brugge", "Gent", "Hasselt", "Kortrijk", "Leuven", "Turnhout")


@dataclass(frozen=True)
class Dot:
    """A place in the drawing; `size` is its radius, `count` what it stands for."""

    x: int
    y: int
    size: int
    count: int
    label: str


@dataclass(frozen=True)
class Map:
    """`ground` is one SVG path of all municipalities; `home` the place that was named, `text` the map in words."""

    ground: str
    cities: tuple[Dot, ...]
    dots: tuple[Dot, ...]
    home: Dot | None
    width: int
    height: int
    text: str


def draw(counts: Mapping[str, int], *, home: Place | None) -> Map:
    """`counts`: how many counsellors work in each municipality."""
    known = [(place, counts[place.name]) for place in municipalities() if place.name in counts]
    dots = tuple(_dot(place, count, size=_size(count)) for place, count in known)
    cities = tuple(_dot(place, 0, size=0) for place in municipalities() if place.name in MOST_KNOWN_CITIES)
    frame = _frame()
    text = gettext("Kaart van Vlaanderen en Brussel met %(counsellors)s begeleiders in %(places)s gemeenten.")
    text %= {"counsellors": sum(counts.values()), "places": len(known)}
    return Map(_ground(), cities, dots, _dot(home, 0, size=0) if home else None, WIDTH, frame.height, text)


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    scale: float
    squeeze: float
    height: int


@cache
def _frame() -> _Frame:
    """All municipalities fit; a degree east is shorter than a degree north, as it is in Mechelen."""
    east, west = max(p.longitude for p in municipalities()), min(p.longitude for p in municipalities())
    north, south = max(p.latitude for p in municipalities()), min(p.latitude for p in municipalities())
    squeeze = cos(radians(51))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
    return _Frame(west, north, scale, squeeze, round((north - south) * scale) + 2 * MARGIN)


def _at(place: Place) -> tuple[int, int]:
    frame = _frame()
    x = MARGIN + (place.longitude - frame.west) * frame.squeeze * frame.scale
    return round(x), round(MARGIN + (frame.north - place.latitude) * frame.scale)


@cache
def _ground() -> str:
    return "".join(f"M{x} {y}h0" for x, y in map(_at, municipalities()))


def _dot(place: Place, count: int, *, size: int) -> Dot:
    x, y = _at(place)
    return Dot(x, y, size, count, place.name)


def _size(count: int) -> int:
    """Its surface grows with the count, within what stays readable."""
    return min(22, 8 + round(2 * sqrt(count - 1)))
