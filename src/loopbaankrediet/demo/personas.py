"""The invented people of the demonstration, read from `personas.toml`."""

import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from loopbaankrediet.kernel.actors import Capacity


@dataclass(frozen=True)
class Persona:
    """`audience` is the capacity the persona signs in with; `registration` only for counsellors."""

    key: str
    given_name: str
    family_name: str
    national_number: str
    audience: Capacity
    sentence: str
    roles: tuple[str, ...] = ()
    registration: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def _read() -> tuple[Persona, ...]:
    text = resources.files("loopbaankrediet.demo").joinpath("personas.toml").read_text(encoding="utf-8")
    return tuple(_persona(entry) for entry in tomllib.loads(text)["persona"])


def _persona(entry: dict[str, Any]) -> Persona:
    return Persona(
        entry["key"],
        entry["given_name"],
        entry["family_name"],
        entry["national_number"],
        Capacity(entry["audience"]),
        entry["sentence"],
        tuple(entry.get("roles", ())),
        entry.get("registration", {}),
    )


PERSONAS = _read()
BY_KEY = {persona.key: persona for persona in PERSONAS}
