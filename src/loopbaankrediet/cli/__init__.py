"""The command `loopbaankrediet`. Exit status: 0 done, 1 refused (reason on standard error), 2 wrong usage."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from loopbaankrediet.cli.answering import INTERRUPTED, add_format, add_known_on, add_on, add_scenario, add_set, told
from loopbaankrediet.cli.backup_options import add_backup_options, add_restore_options
from loopbaankrediet.cli.decree_commands import add_parsers as add_decree_commands
from loopbaankrediet.cli.keys_options import add_parsers as add_keys_commands
from loopbaankrediet.cli.lab_options import add_parsers as add_lab_commands
from loopbaankrediet.cli.lab_options import add_stored_parsers as add_stored_lab_commands
from loopbaankrediet.cli.payments_options import add_parsers as add_payments_commands
from loopbaankrediet.cli.sealing_options import add_parsers as add_sealing_commands
from loopbaankrediet.cli.sign_in_options import add_parsers as add_sign_in_commands
from loopbaankrediet.cli.voucher_options import add_parsers as add_voucher_commands
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.platform.errors import OperatorError

Command = Callable[[argparse.Namespace], int]
ENGINES = ("polars", "numpy", "numba", "duckdb", "dask", "spark")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` without the program's name, by default that of this process."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _status(words)
    except KeyboardInterrupt:
        sys.stderr.write("Gestopt.\n")
        return INTERRUPTED
    except SystemExit:
        told("")
        raise
    except BrokenPipeError:
        if not told(""):
            raise
        return 1
    return told("") or status


def _status(words: list[str]) -> int:
    try:
        if words[:1] == ["manage"]:
            return _database_command("manage")(argparse.Namespace(words=words[1:]))
        options = _parser().parse_args(words)
        command: Command = options.func
        return command(options)
    except (DomainError, OperatorError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loopbaankrediet", description="Het platform voor het loopbaankrediet")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    add_decree_commands(commands)
    _add_many_command(commands)
    _add_cube_command(commands)
    add_lab_commands(commands, _stoppable)
    add_stored_lab_commands(commands, _later)
    run = commands.add_parser("run", help="start het platform en open het op dit toestel")
    run.add_argument("--port", type=int, default=8000, help="poort van de pagina's (8000)")
    run.add_argument("--acm-port", type=int, default=8010, help="poort van de nagebootste aanmelding (8010)")
    run.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        help="met proefpersonen en een nagebootste aanmelding (vanzelf zolang DATABASE_URL leeg is)",
    )
    run.set_defaults(func=_later("run_command", "run"))
    _add_database_commands(commands)
    return parser


def _add_many_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    many = commands.add_parser("decide-many", help="beslis over een hele bevolking, van bestand naar bestand")
    many.add_argument("input", metavar="INVOER", help="de feiten, één persoon per rij: .parquet of .csv")
    many.add_argument("output", metavar="UITVOER", help="de beslissingen, in dezelfde volgorde: .parquet of .csv")
    add_on(many)
    add_known_on(many)
    add_set(many)
    add_scenario(many)
    many.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="wat er rekent (polars)")
    many.set_defaults(func=_stoppable("many_commands", "decide_many"))


def _add_cube_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    cube = commands.add_parser("cube", help="tel een bevolking één keer, en vergelijk scenario's")
    cube.add_argument("input", metavar="INVOER", help="de feiten, één persoon per rij (.parquet of .csv), of een kubus")
    cube.add_argument("--out", metavar="KUBUS.parquet", help="bewaar de kubus, voor latere vragen")
    cube.add_argument("--scenario", nargs="+", default=["draft"], metavar="NAAM", help="wat we vragen (draft)")
    cube.add_argument("--compare", metavar="NAAM", help="leg uit wat er verandert tegenover dit scenario")
    cube.add_argument("--keep", nargs="+", default=[], metavar="FEIT", help="bewaar elke waarde van deze feiten")
    add_on(cube)
    add_known_on(cube)
    add_set(cube)
    add_format(cube, "text")
    cube.set_defaults(func=_stoppable("cube_command", "cube"))


def _add_database_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    database = commands.add_parser("db", help="de databank").add_subparsers(required=True, metavar="opdracht")
    for name, text in (
        ("migrate", "breng de tabellen bij"),
        ("status", "toon waar de databank is en of ze bij is"),
    ):
        database.add_parser(name, help=text).set_defaults(func=_database_command(name))
    prepare = database.add_parser("prepare", help="alles voor de eerste pagina: tabellen, proefgegevens, bestanden")
    prepare.set_defaults(func=_database_command("prepare"))
    shell = database.add_parser("shell", help="open psql")
    shell.add_argument("--owner", action="store_true", help="als eigenaar van de tabellen")
    shell.set_defaults(func=_database_command("shell"))
    backup = database.add_parser("backup", help="maak een versleutelde back-up, en archiveer vanaf nu elke wijziging")
    add_backup_options(backup)
    backup.set_defaults(func=_later("backup_commands", "backup"))
    restore = database.add_parser("restore", help="zet een back-up terug in een lege map, tot nu of tot een moment")
    add_restore_options(restore)
    restore.set_defaults(func=_later("backup_commands", "restore_backup"))
    add_sealing_commands(commands, _later)
    add_voucher_commands(commands, _later)
    add_payments_commands(commands, _later)
    add_sign_in_commands(commands, _later)
    add_keys_commands(commands, _later)
    demo = commands.add_parser("demo", help="de demonstratie").add_subparsers(required=True, metavar="opdracht")
    demo.add_parser("seed", help="zet de proefgegevens klaar").set_defaults(func=_database_command("seed_demo"))
    commands.add_parser("manage", help="opdrachten van Django")


def _database_command(name: str) -> Command:
    return _later("database_commands", name)


def _stoppable(module: str, name: str) -> Command:
    """As `_later`; SIGTERM and a closed terminal are heard as Ctrl-C, also while it loads, which takes a while."""

    def command(options: argparse.Namespace) -> int:
        with import_module("loopbaankrediet.platform.processes").stoppable():
            return _later(module, name)(options)

    return command


def _later(module: str, name: str) -> Command:
    """A command whose module is imported when it runs: `decide` must not wait for Django."""

    def command(options: argparse.Namespace) -> int:
        status: int = getattr(import_module(f"{__name__}.{module}"), name)(options)
        return status

    return command
