"""The bank's folder: every file in it is taken, refused with a reason, or left for later; none stops another."""

import fcntl
import hashlib
import logging
import time
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.payments.actions.files import note_refused, note_taken, take_file
from loopbaankrediet.payments.bank.errors import BankFileMalformed
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.platform.places import private_folder

logger = logging.getLogger(__name__)
SECONDS_TO_ARRIVE = 30
SECONDS_TO_BE_NAMED = 60
TRIES = 3
NO_XML = (
    "De naam eindigt niet op .xml. We nemen alleen bestanden van de bank die zo heten: pain.002, camt.053 en camt.054."
)
UNFORESEEN = "Onverwachte fout ({kind}). Er is niets van gebruikt. Meld dit aan de beheerder, en geef hem het bestand."


def collect_now() -> int:
    """Take every file that lies in the bank's folder; returns how many were new.

    One collector at a time: a second one finds the folder locked and leaves it to the first. A file that was taken
    moves to `taken/`; one that cannot be used moves to `refused/` and is kept for the officers with its reason. A
    malformed file that is only seconds old may still be coming in, and waits; so do all while the database is away.
    """
    inbox = private_folder(settings.BANK_INBOX)
    with (inbox / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_looked_at(path) for path in sorted(inbox.iterdir()) if _is_for_us(path))


def _is_for_us(path: Path) -> bool:
    """Not what is hidden: our lock, and what a channel is still writing."""
    return path.is_file() and not path.name.startswith(".")


def _looked_at(path: Path) -> bool:
    try:
        if path.suffix.lower() == ".xml":
            return _taken(path)
        if _age(path) > SECONDS_TO_BE_NAMED:
            _refuse(path, NO_XML)
    except OperationalError as error:
        logger.warning("bank file %s left for the next round: %s", path.name, type(error).__name__)
    return False


def _taken(path: Path) -> bool:
    try:
        is_new = _tried(path)
    except BankFileMalformed as error:
        if _age(path) > SECONDS_TO_ARRIVE:
            _refuse(path, str(error))
        return False
    except (DomainError, OSError) as error:
        _refuse(path, str(error))
        return False
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("bank file %s was not foreseen", path.name)
        _refuse(path, UNFORESEEN.format(kind=type(error).__name__))
        return False
    note_taken(name=path.name, clock=current_clock())
    _move(path, "taken")
    return is_new


def _tried(path: Path) -> bool:
    """What fails for a reason nobody foresaw is tried again at once: another act may have been in the way."""
    for _ in range(TRIES - 1):
        try:
            return _take(path)
        except (DomainError, OSError, OperationalError):
            raise
        except Exception as error:  # noqa: BLE001  the last try tells what it was
            logger.warning("bank file %s tried again: %s", path.name, type(error).__name__)
    return _take(path)


def _take(path: Path) -> bool:
    with path.open("rb") as source:
        return take_file(source=source, by=SYSTEM, clock=current_clock()).is_new


def _refuse(path: Path, why: str) -> None:
    logger.warning("bank file %s refused", path.name)
    note_refused(name=path.name, why=why, clock=current_clock())
    _move(path, "refused")


def _move(path: Path, folder: str) -> None:
    """Banks use a name again: with a piece of its digest in the name no file takes the place of another."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    path.rename(private_folder(path.parent / folder) / f"{path.stem}-{digest[:12]}{path.suffix}")


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
