"""`payments recover-orders`: after a restore, take back what went to the bank and the database no longer knows."""

import argparse
import sys
from importlib import import_module
from typing import Any

import django

from loopbaankrediet.cli.database_commands import database
from loopbaankrediet.kernel.amounts import euro


def recover_orders(options: argparse.Namespace) -> int:
    """0 when every order is back whole; 1 when payments have no claim any more: they are named."""
    with database():
        django.setup()
        recovered = import_module("loopbaankrediet.flows.take_back_orders").take_back_orders(
            options.folders, clock=import_module("loopbaankrediet.platform.legal_clock").current_clock()
        )
    sys.stdout.write("".join(_words(one) for one in recovered) or "De databank kent elke opdracht die vertrok.\n")
    return 1 if any(one.lost for one in recovered) else 0


def _words(one: Any) -> str:
    text = f"Opdracht {one.order} is terug: {one.taken} betalingen staan weer als verstuurd.\n"
    for payment in one.lost:
        text += (
            f"  Zonder vordering: {payment.end_to_end_id}, {euro(payment.cents)} aan {payment.payee} "
            f"(rekening eindigt op {payment.iban[-4:]}). Zet haar betalingen stop tot dit uitgezocht is.\n"
        )
    return text
