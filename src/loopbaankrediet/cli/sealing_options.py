"""The options of `ledger` and `journal`; apart from the commands, which load Django."""

import argparse
from collections.abc import Callable

ROOMS = {"ledger": "het grootboek", "journal": "het logboek"}


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    later: Callable[[str, str], Callable[[argparse.Namespace], int]],
) -> None:
    """Both rooms have the same two commands; `later` loads this module only when one runs."""
    for room, text in ROOMS.items():
        parsers = commands.add_parser(room, help=text).add_subparsers(required=True, metavar="opdracht")
        verify = parsers.add_parser("verify", help="reken alles na, en kijk elk zegel na")
        verify.set_defaults(func=later("sealing_commands", "verify"), room=room)
        seal = parsers.add_parser("seal", help="verzegel wat nog open is")
        seal.add_argument(
            "--after-restore",
            metavar="REDEN",
            help="de databank werd bewust teruggezet naar een ouder moment: latere wortels gelden niet meer",
        )
        seal.set_defaults(func=later("sealing_commands", "seal"), room=room)
