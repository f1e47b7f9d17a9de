"""The texts of messages (`texts.toml`) and of mails (`mails.toml`), every version that was ever sent."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from loopbaankrediet.messages.models import Audience


@dataclass(frozen=True)
class Version:
    """One edition of a text, with places for values between braces."""

    title: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """`letter`: who has no e-mail gets it on paper. `page`: the name of where its button leads (`web.messages`)."""

    name: str
    audience: Audience
    letter: bool
    page: str
    button: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> int:
        """The number of the version that is sent now; the first is 1."""
        return len(self.versions)


@dataclass(frozen=True)
class Text:
    """A message as it is read."""

    title: str
    paragraphs: tuple[str, ...]


def template(name: str) -> Template:
    """KeyError for a message that does not exist."""
    return templates()[name]


@cache
def templates() -> dict[str, Template]:
    """All of them by name, in the order of the file."""
    return {name: _template(name, told) for name, told in _read("texts.toml").items()}


def said(name: str, version: int, values: Mapping[str, object]) -> Text:
    """The text of that version with its values; KeyError when one is missing."""
    edition = template(name).versions[version - 1]
    return Text(edition.title, tuple(line.format(**values) for line in edition.text))


def mail_text(name: str, **values: object) -> tuple[str, str]:
    """Subject and text of a mail."""
    told = _read("mails.toml")[name]
    return str(told["subject"]), str(told["text"]).strip().format(**values) + "\n"


def place_of(audience: Audience) -> str:
    """The path of the page with the messages of this audience."""
    return str(_read("mails.toml")["places"][audience.value])


def _template(name: str, told: dict[str, Any]) -> Template:
    versions = tuple(Version(one["title"], tuple(one["text"])) for one in told["versions"])
    return Template(name, Audience(told["audience"]), told["letter"], told["page"], told["button"], versions)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("loopbaankrediet.messages").joinpath(name).read_text(encoding="utf-8"))
