"""Who looks for a counsellor near home is understood however she writes her town, and is not sent the wrong way."""

import pytest

from loopbaankrediet.counsellors.places import distance_km, municipalities, nearest_first, official_name, place_of
from loopbaankrediet.web.maps import MOST_KNOWN_CITIES, draw


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Mechelen", "Mechelen"),
        ("2800", "Mechelen"),
        ("2800 Mechelen", "Mechelen"),
        ("  mechelen ", "Mechelen"),
        ("'s Gravenvoeren", "'s-Gravenvoeren"),
        ("sint niklaas", "Sint-Niklaas"),
        ("HEVERLEE", "Heverlee"),
        ("1000", "Brussel"),
    ],
)
def test_a_town_is_known_by_its_name_or_postal_code_however_it_is_typed(typed: str, name: str) -> None:
    place = place_of(typed)

    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("typed", ["", "Timboektoe", "9999999", "<script>"])
def test_a_place_that_nobody_knows_is_not_guessed(typed: str) -> None:
    assert place_of(typed) is None


@pytest.mark.parametrize(
    ("one", "other", "km"), [("Antwerpen", "Gent", 51), ("Brussel", "Leuven", 25), ("Brugge", "Hasselt", 150)]
)
def test_distances_are_those_of_the_road_atlas_as_the_crow_flies(one: str, other: str, km: int) -> None:
    here, there = place_of(one), place_of(other)

    assert here is not None
    assert there is not None
    assert abs(distance_km(here, there) - km) <= max(3, km // 20)
    assert distance_km(here, there) == distance_km(there, here)
    assert distance_km(here, here) == 0


def test_all_of_flanders_and_brussels_is_there_and_every_place_lies_in_it() -> None:
    assert len(municipalities()) == 304
    assert all(50.6 < place.latitude < 51.6 and 2.5 < place.longitude < 6.0 for place in municipalities())


def test_the_nearest_municipality_comes_first_and_none_is_lost() -> None:
    leuven = place_of("Leuven")

    assert leuven is not None
    found = nearest_first(leuven)
    assert found[0] == (leuven, 0)
    assert [km for _, km in found] == sorted(km for _, km in found)
    assert len(found) == 304


def test_a_counsellor_abroad_keeps_the_name_of_her_town() -> None:
    assert official_name("sint niklaas") == "Sint-Niklaas"
    assert official_name(" Namur ") == "Namur"


def test_the_map_shows_every_counsellor_inside_its_frame() -> None:
    drawing = draw({"Antwerpen": 40, "Oostende": 1, "Namur": 3}, home=place_of("Gent"))

    assert [(dot.label, dot.count) for dot in drawing.dots] == [("Antwerpen", 40), ("Oostende", 1)]
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in (*drawing.dots, *drawing.cities))
    assert {city.label for city in drawing.cities} == set(MOST_KNOWN_CITIES)
