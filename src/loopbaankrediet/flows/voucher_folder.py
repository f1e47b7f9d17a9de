"""The folder in which files of VDAB arrive: looked at every minute, each file taken once."""

import fcntl
import logging
from pathlib import Path

from django.conf import settings
from django.db import OperationalError
from procrastinate.contrib.django import app

from loopbaankrediet.flows.voucher_history import take_vouchers
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.platform.legal_clock import current_clock
from loopbaankrediet.platform.places import private_folder
from loopbaankrediet.vouchers.actions.files import note_refused
from loopbaankrediet.vouchers.contract import manifest_beside
from loopbaankrediet.vouchers.errors import NameNotReadable
from loopbaankrediet.vouchers.rejects import rejects_beside, write_rejects

logger = logging.getLogger(__name__)
UNFORESEEN = "Onverwachte fout ({kind}). Er is niets van gebruikt. Meld dit aan de beheerder, en geef hem het bestand."


@app.periodic(cron="* * * * *")
@app.task(name="vouchers.collect_files")
def collect_files(timestamp: int) -> None:
    collect_voucher_files()


def collect_voucher_files() -> int:
    """Take every file with a manifest in the folder; returns how many were new. One collector at a time.

    The sender puts the manifest last: a file without one is still coming in. A file that was taken leaves the folder,
    because it holds national numbers that are kept nowhere else; its manifest and rejects stay in `taken/`.
    """
    inbox = private_folder(settings.VOUCHER_INBOX)
    with (inbox / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_take(path) for path in sorted(inbox.glob("*.csv")) if manifest_beside(path).is_file())


def _take(path: Path) -> bool:
    """A file that cannot be used, for whatever reason, stops no other one; while the database is away all wait."""
    try:
        file, is_new = take_vouchers(_named(path), clock=current_clock())
    except (DomainError, OSError) as error:
        return _refused(path, str(error), error)
    except OperationalError as error:
        logger.warning("voucher file %s left for the next round: %s", shown(path), type(error).__name__)
        return False
    except Exception as error:
        logger.exception("voucher file %s was not foreseen", shown(path))
        return _refused(path, UNFORESEEN.format(kind=type(error).__name__), error)
    if file.rejected:
        write_rejects(file, rejects_beside(private_folder(path.parent / "taken") / path.name))
    _move(manifest_beside(path), "taken")
    path.unlink()
    return is_new


def shown(path: Path) -> str:
    """The name as people can read it: a name that is not UTF-8 has question marks."""
    return path.name.encode("utf-8", "replace").decode()


def _named(path: Path) -> Path:
    if shown(path) != path.name:
        raise NameNotReadable(name=shown(path))
    return path


def _refused(path: Path, why: str, error: Exception) -> bool:
    logger.warning("voucher file %s refused: %s", shown(path), type(error).__name__)
    note_refused(name=shown(path), why=why, clock=current_clock())
    _move(path, "refused")
    _move(manifest_beside(path), "refused")
    return False


def _move(path: Path, folder: str) -> None:
    path.rename(private_folder(path.parent / folder) / path.name)
