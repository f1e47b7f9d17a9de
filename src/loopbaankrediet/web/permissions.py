"""Who may open which page, in plain Dutch: the roles, and the table of roles by addresses, read from the views."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import get_resolver

from loopbaankrediet.kernel.actors import ROLE_LABELS, Capacity
from loopbaankrediet.web.access import MARK, POST_MARK, REGISTERED
from loopbaankrediet.web.checks import views_in

PUBLIC = "public"
VISITOR, UNREGISTERED = "visitor", "counsellor:unregistered"
ROLES: dict[str, str] = {
    VISITOR: "Bezoeker: is niet aangemeld",
    Capacity.CITIZEN.value: "Burger: ziet en doet alleen wat van hem of haar zelf is; ook wie een burger helpt of "
    "vertegenwoordigt, en dan alleen van die burger",
    REGISTERED: "Loopbaanbegeleider in het register: ziet en doet alleen wat van de eigen klanten en van zichzelf is",
    UNREGISTERED: "Loopbaanbegeleider die nog niet in het register staat: leest wat te doen",
    **{f"{Capacity.OFFICER}:{role}": label for role, label in ROLE_LABELS.items()},
}
SHARED = ("counsellor_id", "starts_on", "token", "year")


class Cell(StrEnum):
    """What one role gets at one address."""

    OPEN = "mag"
    OWN = "alleen eigen"
    EXPLAINED = "uitleg"
    SIGN_IN = "aanmelden"
    REFUSED = "nee"


@dataclass(frozen=True)
class Row:
    """One address; `cells` and `posts` by role: what reading it gives, and what sending its form gives."""

    address: str
    cells: dict[str, Cell]
    posts: dict[str, Cell]


def rows() -> Iterator[Row]:
    """Every address of the platform, in the order in which it is looked up."""
    for where, pattern in views_in(get_resolver().url_patterns):
        audience = getattr(pattern.callback, MARK).split()
        names_somebody = bool(set(pattern.pattern.regex.groupindex) - set(SHARED))
        cells = {role: _cell(role, audience, names_somebody=names_somebody) for role in ROLES}
        yield Row(f"/{where}", cells, _posts(cells, getattr(pattern.callback, POST_MARK, "")))


def _cell(role: str, audience: list[str], *, names_somebody: bool) -> Cell:
    if PUBLIC in audience:
        return Cell.OPEN
    if role == VISITOR:
        return Cell.SIGN_IN
    if role == UNREGISTERED and REGISTERED in audience:
        return Cell.EXPLAINED
    capacity = role.split(":")[0]
    if role not in audience and capacity not in audience:
        return Cell.REFUSED
    is_personal = names_somebody and capacity != Capacity.OFFICER
    return Cell.OWN if is_personal else Cell.OPEN


def _posts(cells: dict[str, Cell], only: str) -> dict[str, Cell]:
    """A form is never sent by who only gets an explanation, and where the view says so by one role only."""
    found: dict[str, Cell] = {role: Cell.REFUSED if cell is Cell.EXPLAINED else cell for role, cell in cells.items()}
    if not only:
        return found
    return {role: Cell.REFUSED if cell is Cell.OPEN and role != only else cell for role, cell in found.items()}
