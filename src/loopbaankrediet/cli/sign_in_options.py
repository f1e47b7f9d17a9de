"""The options of `sign-in`; apart from the command, which loads the keys."""

import argparse
from collections.abc import Callable
from uuid import UUID


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    later: Callable[[str, str], Callable[[argparse.Namespace], int]],
) -> None:
    """`later` loads the commands only when one runs."""
    sign_in = commands.add_parser("sign-in", help="aanmelden bij de Vlaamse overheid (ACM/IDM)")
    parsers = sign_in.add_subparsers(required=True, metavar="opdracht")
    keys = parsers.add_parser("public-keys", help="toon de publieke sleutel van dit platform, voor het dossier bij ACM")
    keys.set_defaults(func=later("sign_in_commands", "print_public_keys"))
    withdraw = parsers.add_parser("withdraw-roles", help="neem een medewerker meteen alle rollen af")
    withdraw.add_argument("name", help="voornaam en familienaam")
    withdraw.add_argument("--person", type=UUID, help="wie, als er meer met deze naam zijn")
    withdraw.set_defaults(func=later("sign_in_commands", "withdraw_roles"))
