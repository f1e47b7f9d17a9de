"""The options of `payments`; apart from the command, which loads Django."""

import argparse
from collections.abc import Callable
from pathlib import Path


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    later: Callable[[str, str], Callable[[argparse.Namespace], int]],
) -> None:
    payments = commands.add_parser("payments", help="de betalingen").add_subparsers(required=True, metavar="opdracht")
    recover = payments.add_parser(
        "recover-orders", help="na het terugzetten: neem terug wat naar de bank ging en de databank niet meer kent"
    )
    recover.add_argument("folders", metavar="MAP", nargs="*", type=Path, help="waar nog kopieën van opdrachten liggen")
    recover.set_defaults(func=later("payments_commands", "recover_orders"))
