"""The commands of the sign-in."""

import argparse
import sys
from importlib import import_module
from typing import Any

import django

from loopbaankrediet.cli.database_commands import choose_settings, database
from loopbaankrediet.platform import sign_in_key


def print_public_keys(options: argparse.Namespace) -> int:
    return sign_in_key.main()


def withdraw_roles(options: argparse.Namespace) -> int:
    """Whoever has this name loses every role at once; 1 when nobody has it, or several and none was chosen."""
    with database():
        choose_settings()
        django.setup()
        found = _module("people.queries").officers_called(options.name)
        chosen = [one for one in found if options.person in (None, one)]
        if len(chosen) != 1:
            return _not_one(found)
        clock = _module("platform.legal_clock").current_clock()
        gone = _module("flows.sign_in").withdraw_roles(person_id=chosen[0], clock=clock)
    sys.stdout.write(f"Ingetrokken: {', '.join(sorted(gone))}. Haal de rollen ook weg in WebIDM: ")
    sys.stdout.write("anders zijn ze terug bij de volgende aanmelding.\n")
    return 0


def _not_one(found: dict[Any, frozenset[str]]) -> int:
    if not found:
        sys.stderr.write("Geen medewerker met deze naam heeft nu een rol.\n")
    for person_id, roles in found.items():
        sys.stderr.write(f"--person {person_id}: {', '.join(sorted(roles))}\n")
    return 1


def _module(name: str) -> Any:
    """Modules that import models load only once Django is ready."""
    return import_module(f"loopbaankrediet.{name}")
