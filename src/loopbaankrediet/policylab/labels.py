"""How groups and figures are called in Dutch, wherever the lab shows them."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "sex": "Geslacht",
    "age": "Leeftijd",
    "schooling": "Scholing",
    "region": "Gewest",
    "seniority": "Anciënniteit",
    "status": "Statuut",
    "vouchers": "Eerdere cheques",
    "income": "Inkomen",
}
_GROUPS: Mapping[str, str] = {
    "man": "mannen",
    "woman": "vrouwen",
    "low": "kortgeschoold",
    "middle": "middengeschoold",
    "high": "hooggeschoold",
    "employee": "werknemers",
    "self_employed": "zelfstandigen",
    "agency": "uitzendkrachten",
    "flanders": "Vlaanderen",
    "brussels": "Brussel",
    "20": "20 tot 29 jaar",
    "30": "30 tot 39 jaar",
    "40": "40 tot 49 jaar",
    "50": "50 tot 64 jaar",
}
_BY_KIND: Mapping[str, Mapping[str, str]] = {
    "income": {"higher": "hoger inkomen", "low": "laag inkomen"},
    "vouchers": {"0": "geen cheque", "1": "één cheque", "2": "twee cheques of meer"},
}
PLACES: Mapping[str, str] = {
    "antwerp": "Antwerpen",
    "limburg": "Limburg",
    "east_flanders": "Oost-Vlaanderen",
    "flemish_brabant": "Vlaams-Brabant",
    "west_flanders": "West-Vlaanderen",
    "brussels": "Brussel",
}


def group_said(kind: str, group: str) -> str:
    """A group as people say it; what has no other name keeps its own."""
    return _BY_KIND.get(kind, _GROUPS).get(group, group)


def whole(number: float) -> str:
    """With a point for thousands."""
    return f"{round(number):,}".replace(",", ".")


def decimals(number: float, places: int = 1) -> str:
    """With a comma."""
    return f"{number:.{places}f}".replace(".", ",")


def percent(share: float) -> str:
    return f"{decimals(share * 100)} %"
