"""What the commands of the policy lab can be asked."""

import argparse
from collections.abc import Callable
from pathlib import Path

from loopbaankrediet.cli.answering import add_format, add_known_on, add_set

Later = Callable[[str, str], Callable[[argparse.Namespace], int]]


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", later: Later) -> None:
    """`simulate` and `backtest`."""
    run = commands.add_parser("simulate", help="reken uit wat een scenario met mensen, uren en geld doet, vanaf 2027")
    run.add_argument("--scenario", nargs="+", default=["draft"], metavar="NAAM", help="wat we vragen (draft)")
    run.add_argument("--years", type=int, default=4, metavar="JAREN", help="hoeveel jaren vanaf 2027 (4)")
    run.add_argument("--draws", type=int, metavar="AANTAL", help="hoeveel trekkingen van wat we niet weten (50)")
    run.add_argument(
        "--persons", type=int, metavar="AANTAL", help="trek zoveel levens, met de waarschijnlijkste waarde van elke gok"
    )
    run.add_argument("--engine", choices=("polars", "dask", "spark"), default="polars", help="wie de levens doorrekent")
    run.add_argument("--seed", type=int, default=1, help="het begin van de trekkingen; hetzelfde geeft hetzelfde (1)")
    run.add_argument("--processes", type=int, default=1, help="hoeveel processen tegelijk rekenen (1)")
    run.add_argument("--to", type=Path, metavar="BESTAND", help="bewaar het antwoord als .json, .csv of .parquet")
    add_set(run)
    run.add_argument("--winners", action="store_true", help="zeg ook wie wint en verliest, en door welk artikel")
    run.add_argument("--pack", type=Path, metavar="MAP", help="schrijf CSV, Parquet en een pdf in een nieuwe map")
    run.add_argument("--sensitivity", action="store_true", help="zoek bij het eerste scenario welke onbekende telt")
    run.add_argument("--paths", type=int, default=8, help="hoeveel paden langs alle onbekenden (8)")
    _add_common(run)
    run.set_defaults(func=later("lab_commands", "simulate"))
    past = commands.add_parser("backtest", help="speel 2013-2021 na, en toon waar het model juist en fout zit")
    _add_common(past)
    past.set_defaults(func=later("lab_commands", "backtest"))


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--schooling",
        choices=("main_page", "dashboard"),
        default="main_page",
        help="welke van twee officiële bladzijden we volgen: 52,6 %% hooggeschoolde werkenden, of 48,4 %%",
    )
    add_known_on(parser)
    add_format(parser, "text")


def add_stored_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", later: Later) -> None:
    """`lab work` and `lab standard`: runs that are kept in the database."""
    lab = commands.add_parser("lab", help="bewaarde berekeningen van het beleidslab").add_subparsers(
        required=True, metavar="opdracht"
    )
    work = lab.add_parser("work", help="reken uit wat er gevraagd is, en wat er nog gevraagd wordt")
    work.add_argument("--once", action="store_true", help="stop zodra er niets meer wacht")
    work.set_defaults(func=later("lab_worker", "work"))
    standard = lab.add_parser("standard", help="vraag de standaardscenario's, die iedereen mag lezen")
    standard.add_argument("--draws", type=int, metavar="AANTAL", help="hoeveel trekkingen (LAB_STANDARD_DRAWS)")
    standard.set_defaults(func=later("lab_worker", "standard"))
