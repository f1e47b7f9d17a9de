"""Which copies still need an older key: sealed with it, or of before its rows were moved."""

from datetime import datetime

from loopbaankrediet.platform.backups.errors import BackupRefused
from loopbaankrediet.platform.backups.making import backups_folder
from loopbaankrediet.platform.backups.manifests import register
from loopbaankrediet.platform.backups.sealed_files import key_name, name_of_key
from loopbaankrediet.platform.postgres import Server


def files_sealed_with(key: bytes) -> int:
    """Backups of the register and pieces of the archive that only this key opens; BackupRefused while the server runs.

    A server archives with the key of its start: it has to stop once before that key can go.
    """
    server = Server()
    if server.answers():
        raise BackupRefused(
            "De databank draait, en archiveert nog met de sleutel van haar start. Stop eerst het platform."
        )
    name = key_name(key)
    made = sum(manifest.key == name.hex() for manifest in register(backups_folder()))
    archived = server.archive.folder.glob("*.sealed") if server.archive.on else ()
    return made + sum(name_of_key(path) == name for path in archived)


def backups_before(moment: datetime) -> int:
    """Backups of the register that hold rows of before this moment."""
    made = register(backups_folder()) if backups_folder().is_dir() else []
    return sum(datetime.fromisoformat(manifest.started_at) < moment for manifest in made)
