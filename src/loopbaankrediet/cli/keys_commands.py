"""`loopbaankrediet keys status|rotate|retire`: the rings, told without a byte of any key."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import Any

import django

from loopbaankrediet.cli.database_commands import choose_settings, database
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.backups.errors import BackupRefused
from loopbaankrediet.platform.rings import Purpose

WHAT_IT_DOES = {
    Purpose.PERSON_KEYS: "wikkelt de sleutel van elke persoon",
    Purpose.NUMBERS: "vindt een persoon terug met het rijksregisternummer",
    Purpose.CODES: "vindt een eenmalige code terug",
    Purpose.ACTS: "herkent een formulier dat twee keer kwam",
    Purpose.SESSIONS: "ondertekent aanmeldingen en formulieren",
    Purpose.SEALS: "ondertekent de zegels buiten de databank",
    Purpose.BACKUPS: "verzegelt back-ups en archief",
    Purpose.SURVEYS: "maakt het pseudoniem van wie een vragenlijst invult",
}
AT_RESTART = (Purpose.SESSIONS, Purpose.BACKUPS)


def status(options: argparse.Namespace) -> int:
    """Each ring: which key writes, and what the older ones still open."""
    with _ready(Purpose.PERSON_KEYS):
        for purpose in Purpose:
            _say(f"{purpose}: sleutel {rings.numbers(purpose)[0]} schrijft; {WHAT_IT_DOES[purpose]}.")
            for line in _older(purpose):
                _say(f"  {line}")
    return 0


def _older(purpose: Purpose) -> Iterator[str]:
    for number in rings.ready(purpose):
        yield f"sleutel {number} is gemaakt maar schrijft nog niet: herhaal loopbaankrediet keys rotate {purpose}"
    try:
        for held in _flow().older_keys(purpose):
            yield f"sleutel {held.number}: {_needed(held.uses, held.what)}"
    except BackupRefused:
        yield f"oudere sleutels: {', '.join(map(str, rings.numbers(purpose)[1:]))} (na te gaan als alles stilstaat)"


def rotate(options: argparse.Namespace) -> int:
    """A new key that writes, and every row under it; killed halfway, the same command goes on."""
    purpose: Purpose = options.purpose
    with _ready(purpose):
        number = _flow().take_new_key(purpose)
        for moved in _flow().move_rows(purpose):
            _say(f"{moved} rijen staan nu onder sleutel {number}.")
    _say(f"Sleutel {number} van {purpose} schrijft. Bewaar een kopie van {rings.path_of(purpose, number)}.")
    if purpose in AT_RESTART:
        _say("Start het platform opnieuw: wat al draait, houdt zijn sleutels.")
    return 0


def retire(options: argparse.Namespace) -> int:
    """Destroy the older keys that nothing needs; 1 when one has to stay."""
    with _ready(options.purpose):
        found = _flow().retire_old(options.purpose)
    for held in found:
        done = _needed(held.uses, held.what) if held.uses else "vernietigd"
        _say(f"Sleutel {held.number} van {options.purpose}: {done}.")
    if not found:
        _say(f"{options.purpose} heeft geen oudere sleutels.")
    return int(any(held.uses for held in found))


def _needed(uses: int, what: str) -> str:
    return f"blijft, nodig voor {uses} {what}" if uses else "nergens meer nodig"


@contextmanager
def _ready(purpose: Purpose) -> Iterator[None]:
    """Django, and the database; the keys of backups are changed with files alone, so that nothing has to run."""
    from_files = purpose is Purpose.BACKUPS
    with nullcontext() if from_files else database():
        choose_settings()
        django.setup()
        yield


def _flow() -> Any:
    """Modules that import models load only once Django is ready."""
    return import_module("loopbaankrediet.flows.rotate_keys")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
