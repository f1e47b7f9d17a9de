"""The bank's two folders and its memory: what was answered, what is still to come, and every account."""

import json
from dataclasses import asdict
from pathlib import Path

from simulators.bank.letters import Account, Letter, Manners, letters_for
from simulators.bank.status import judged

MEMORY = ".answered"
OPENING_BALANCE = 10_000_000_000


def answer_all(
    outbox: Path, inbox: Path, manners: Manners, *, now: float = 0, seconds_per_day: float = 0
) -> tuple[int, int]:
    """Answer every order that has no answer yet and send what is due; how many orders, how many files."""
    memory = outbox / MEMORY
    waiting = memory / "waiting"
    waiting.mkdir(parents=True, exist_ok=True)
    answered = 0
    for order in sorted(outbox.glob("*.xml")):
        mark = memory / order.name
        if not mark.exists():
            for letter in answer(order, memory, manners):
                keep(waiting, letter, due=now + letter.days * seconds_per_day)
            mark.touch()
            answered += 1
    return answered, send_due(waiting, inbox, now)


def answer(path: Path, memory: Path, manners: Manners) -> list[Letter]:
    """The letters about one order; the account is remembered."""
    pain001 = path.read_bytes()
    kept = memory / "accounts.json"
    accounts = json.loads(kept.read_text()) if kept.exists() else {}
    iban = judged(pain001)[0].account
    account = Account(**accounts.get(iban, {"balance": OPENING_BALANCE}))
    letters = letters_for(pain001, path.stem, account, manners)
    kept.write_text(json.dumps(accounts | {iban: asdict(account)}))
    return letters


def keep(waiting: Path, letter: Letter, *, due: float) -> None:
    """Lay a letter ready until its moment."""
    (waiting / f"{due!r}~{letter.name}").write_bytes(letter.content)


def send_due(waiting: Path, inbox: Path, now: float) -> int:
    """Put every letter whose moment has come in the customer's folder, whole, by rename."""
    due = sorted((moment_of(path), path) for path in waiting.iterdir() if moment_of(path) <= now)
    for _, path in due:
        name = path.name.split("~", 1)[1]
        unfinished = inbox / (name + ".part")
        unfinished.write_bytes(path.read_bytes())
        unfinished.rename(inbox / name)
        path.unlink()
    return len(due)


def moment_of(waiting: Path) -> float:
    """When a letter that lies ready is due."""
    return float(waiting.name.split("~", 1)[0])
