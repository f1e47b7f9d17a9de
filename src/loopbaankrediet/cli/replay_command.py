"""`replay`: check a stored answer, from a file (no database and no Django) or every one in the database."""

from __future__ import annotations

import argparse
from importlib import import_module

from loopbaankrediet.cli.answering import day, read_text, refusing
from loopbaankrediet.decree import DecreeError
from loopbaankrediet.decree.archive import receipts


class ReceiptDiffers(DecreeError):
    """A replay finds something otherwise than the receipt says."""


def add_replay_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `replay`."""
    parser = subparsers.add_parser("replay", help="reken bewaarde beslissingen na, met de wet uit het archief")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("receipt", metavar="BEWIJS.json", nargs="?", help="het bewijs; - leest standaardinvoer")
    what.add_argument("--stored", action="store_true", help="reken elke beslissing in de databank na")
    parser.add_argument("--since", type=day, metavar="DAG", help="bij --stored: alleen wat vanaf die dag beslist is")
    parser.set_defaults(func=lambda options: _replay(options, parser))


def _replay(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if options.stored:
        return _replay_stored(options)
    if options.since:
        parser.error("--since hoort bij --stored")
    return refusing(_replay_file)(options)


def _replay_stored(options: argparse.Namespace) -> int:
    """Django is imported only here: a receipt in a file must not wait for it."""
    with import_module("loopbaankrediet.cli.database_commands").database():
        import_module("django").setup()
        status: int = import_module("loopbaankrediet.credit.verification").main(options.since)
        return status


def _replay_file(options: argparse.Namespace) -> str:
    receipt, differences = receipts.replay_file(read_text(options.receipt))
    if differences:
        raise ReceiptDiffers("De herberekening verschilt van het bewijs.\n" + "\n".join(f"- {d}" for d in differences))
    return f"Het bewijs klopt: {receipt.outcome}, {receipt.law} op {receipt.on}, {receipt.law_hash}."
