"""The options of `vouchers`; apart from the commands, which load Django."""

import argparse
from collections.abc import Callable
from pathlib import Path


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    later: Callable[[str, str], Callable[[argparse.Namespace], int]],
) -> None:
    """`later` loads the commands only when one runs."""
    vouchers = commands.add_parser("vouchers", help="loopbaancheques van VDAB")
    parsers = vouchers.add_subparsers(required=True, metavar="opdracht")
    taken = parsers.add_parser("import", help="lees een bestand met loopbaancheques; het manifest staat ernaast")
    taken.add_argument(
        "file", type=Path, metavar="BESTAND", help="het bestand (.csv), met zijn manifest (.toml) ernaast"
    )
    taken.set_defaults(func=later("voucher_commands", "import_vouchers"))
    example = parsers.add_parser("example", help="maak een voorbeeld met verzonnen mensen, volgens het contract")
    example.add_argument("file", type=Path, metavar="BESTAND", help="waar het komt (.csv); het manifest komt ernaast")
    example.add_argument("--lines", type=int, default=100, help="hoeveel cheques (100)")
    example.add_argument("--seed", type=int, default=1, help="hetzelfde getal geeft hetzelfde bestand (1)")
    example.set_defaults(func=later("voucher_commands", "write_example"))
