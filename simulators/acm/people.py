"""The invented people of a personas file, and the capacities each can sign in with."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

CITIZEN, ORGANISATION, OFFICER = "BUR", "EA", "GID"
GROUPS = {
    CITIZEN: "Burger",
    ORGANISATION: "Voor een onderneming of organisatie",
    OFFICER: "Medewerker van de overheid",
}


@dataclass(frozen=True)
class Identity:
    """One capacity of a person. `represents` and `mandate_of` are the codes of organisations, or empty."""

    group: str
    code: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()
    represents: str = ""
    mandate_of: str = ""

    @property
    def label(self) -> str:
        return f"{GROUPS[self.group]}: {self.name}" if self.name else GROUPS[self.group]


@dataclass(frozen=True)
class Person:
    """Somebody of the file, with at least one identity."""

    key: str
    given_name: str
    family_name: str
    national_number: str
    vo_id: str
    sentence: str
    identities: tuple[Identity, ...]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def matching(self, group: str, code: str) -> list[int]:
        """Places of the identities of this group (any when empty) and organisation (any when empty)."""
        return [
            place
            for place, identity in enumerate(self.identities)
            if group in {"", identity.group} and code in {"", identity.code}
        ]


def read_people(file: Path) -> dict[str, Person]:
    """By key, in the order of the file. KeyError when an entry lacks a field."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["persona"]
    return {entry["key"]: _person(entry) for entry in entries}


def _person(entry: dict[str, object]) -> Person:
    named = ("key", "given_name", "family_name", "national_number", "vo_id", "sentence")
    capacities = entry.get("capacities", [{"group": CITIZEN}])
    identities = tuple(
        Identity(**{**capacity, "roles": tuple(capacity.get("roles", ()))})
        for capacity in capacities  # type: ignore[attr-defined]
    )
    return Person(*(str(entry[name]) for name in named), identities=identities)


def claims_of(person: Person, identity: Identity, *, subject: str) -> dict[str, object]:
    """What ACM tells of somebody in this capacity; what it does not know is left out."""
    told = {
        "sub": subject,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "rrn": person.national_number,
        "vo_id": person.vo_id,
        "vo_doelgroepcode": identity.group,
        "vo_doelgroepnaam": GROUPS[identity.group],
        "vo_orgcode": identity.code,
        "vo_orgnaam": identity.name,
        "lbk_rol_3d": [f"{role}:{identity.code}" for role in identity.roles],
        "wv_orgcode": identity.represents,
        "ssm_mandaatgever": identity.mandate_of,
    }
    return {name: value for name, value in told.items() if value}


SCOPE_OF_CLAIM = {
    "sub": "openid",
    "given_name": "profile",
    "family_name": "profile",
    "rrn": "rrn",
    "vo_id": "vo",
    "vo_doelgroepcode": "vo",
    "vo_doelgroepnaam": "vo",
    "vo_orgcode": "vo",
    "vo_orgnaam": "vo",
    "lbk_rol_3d": "lbk",
    "wv_orgcode": "wettelijkvertegenwoordiger",
    "ssm_mandaatgever": "ssm_mandaat",
}
