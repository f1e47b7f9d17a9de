"""The options of `keys`; apart from the commands, which load Django."""

import argparse
from collections.abc import Callable

from loopbaankrediet.platform.rings import Purpose


def add_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    later: Callable[[str, str], Callable[[argparse.Namespace], int]],
) -> None:
    """`later` loads the commands only when one runs."""
    parsers = commands.add_parser("keys", help="de sleutels: toon, vernieuw, vernietig wat niet meer dient")
    keys = parsers.add_subparsers(required=True, metavar="opdracht")
    keys.add_parser("status", help="toon elke sleutelbos en wat oudere sleutels nog openen").set_defaults(
        func=later("keys_commands", "status")
    )
    for name, text in (
        ("rotate", "maak een nieuwe sleutel en breng alles daaronder; mag terwijl het platform draait"),
        ("retire", "vernietig oudere sleutels die niets meer nodig heeft"),
    ):
        parser = keys.add_parser(name, help=text)
        parser.add_argument("purpose", metavar="SLEUTELBOS", type=Purpose, choices=list(Purpose), help=_choices())
        parser.set_defaults(func=later("keys_commands", name))


def _choices() -> str:
    return ", ".join(Purpose)
