"""A bank that answers payment orders by files: pain.001.001.09 in, pain.002.001.10 and camt.054/053.001.08 out.

Run it as `python -m simulators.bank --outbox FOLDER --inbox FOLDER`; `--help` lists what it can be asked to do,
wrong things included. An order is answered once: the folder `.answered` beside the orders is the bank's memory.
"""

from simulators.bank.letters import Account, Letter, Manners, letters_for
from simulators.bank.mail import answer_all
from simulators.bank.status import answer_to

__all__ = ["Account", "Letter", "Manners", "answer_all", "answer_to", "letters_for"]
