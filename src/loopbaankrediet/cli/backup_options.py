"""The options of `db backup` and `db restore`."""

import argparse
from datetime import datetime
from pathlib import Path

from loopbaankrediet.kernel.clock import BRUSSELS


def add_backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", nargs="?", type=Path, metavar="MAP", help="waar de back-up komt (var/backups)")
    parser.add_argument(
        "--keep",
        type=_days,
        metavar="DAGEN",
        help="gooi oudere back-ups weg, met de wijzigingen die alleen zij nodig hebben",
    )


def add_restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="BESTAND", help="de back-up (.backup)")
    parser.add_argument(
        "--to", type=moment, metavar="MOMENT", help="tot dit moment, zoals 2027-03-01T14:30:00 (alles wat er is)"
    )
    parser.add_argument("--into", type=Path, metavar="MAP", help="een lege map (die van de databank)")
    archive = parser.add_mutually_exclusive_group()
    archive.add_argument("--archive", type=Path, metavar="MAP", help="het archief (dat van de databank)")
    archive.add_argument("--without-archive", action="store_true", help="de back-up alleen: wat erna kwam, is dan weg")


def moment(text: str) -> datetime:
    """A moment as people write it; without a zone it is Brussels time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen moment; schrijf bijvoorbeeld 2027-03-01T14:30:00") from None
    return found if found.tzinfo else found.replace(tzinfo=BRUSSELS)


def _days(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal dagen")
    return int(text)
