"""In which province a municipality lies: the first digits of its REFNIS code (docs/sources.md, S30)."""

from functools import cache

from loopbaankrediet.counsellors.places import codes_of_municipalities

PROVINCES = {
    "antwerpen": ("Antwerpen", ("1",)),
    "limburg": ("Limburg", ("7",)),
    "oost-vlaanderen": ("Oost-Vlaanderen", ("4",)),
    "vlaams-brabant": ("Vlaams-Brabant", ("23", "24")),
    "west-vlaanderen": ("West-Vlaanderen", ("3",)),
    "brussel": ("Brussel", ("21",)),
}
CHOICES = [(key, label) for key, (label, _) in PROVINCES.items()]


@cache
def municipalities_of(province: str) -> tuple[str, ...]:
    """The names of its municipalities; none when there is no such province."""
    _, starts = PROVINCES.get(province, ("", ()))
    return tuple(name for code, name in codes_of_municipalities() if code.startswith(starts))
