"""Where things lie: the folder for data outside git, settings from the environment, secrets."""

import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from loopbaankrediet.platform.errors import OperatorError

SecretName = Literal[
    "django",
    "owner_password",
    "app_password",
    "backup_password",
    "master_key",
    "index_key",
    "seal_key",
    "backup_key",
    "draw_key",
    "sign_in_key",
]

SECRET_BYTES = 32
OPEN_TO_OTHERS = 0o077
HEX_SECRET = re.compile(f"[0-9a-f]{{{2 * SECRET_BYTES}}}")
SOURCE_TREE = Path(__file__).resolve().parents[3]


class SecretBroken(OperatorError):
    """A secret is not as it was made; the message names its file."""


def setting(name: str, default: str) -> str:
    """The environment variable LOOPBAANKREDIET_<name>, or the default when it is absent."""
    return os.environ.get(f"LOOPBAANKREDIET_{name}", default)


def origin_of(address: str) -> str:
    """Scheme, host and port of a web address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def checkout_folder() -> Path | None:
    """The source tree when the package runs from one; None when it was installed as a wheel."""
    return SOURCE_TREE if (SOURCE_TREE / "pyproject.toml").is_file() else None


def var_folder() -> Path:
    """Folder of the database, secrets and bank files: LOOPBAANKREDIET_VAR, else `var` in the checkout."""
    chosen = setting("VAR", "")
    return Path(chosen).absolute() if chosen else (checkout_folder() or Path.cwd()) / "var"


def private_folder(path: Path) -> Path:
    """Make the folder if needed and close it to everyone but its owner (0700)."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    return path


def _new_key() -> str:
    return secrets.token_hex(SECRET_BYTES)


def secret_text(name: SecretName, *, make: Callable[[], str] = _new_key) -> str:
    """The secret, 64 hexadecimal digits unless `make` says otherwise; made at first use.

    Equal for all processes that start at once. SecretBroken when others of this machine can read it.
    """
    path = secret_path(name)
    if not path.exists():
        private_folder(path.parent)
        publish(path, make())
    return private_text(path)


def private_text(path: Path) -> str:
    """What a file of the secrets' folder holds; SecretBroken when its rights or those of the folder are open."""
    for place, closed in ((path.parent, "700"), (path, "600")):
        if place.stat().st_mode & OPEN_TO_OTHERS:
            raise SecretBroken(
                f"{place} is open voor andere gebruikers van dit toestel. Wie erbij kon, kent de sleutel misschien. "
                f"Sluit de toegang (chmod {closed} {place}), en draai de sleutels (loopbaankrediet keys rotate)."
            )
    return path.read_text()


def secret_path(name: SecretName) -> Path:
    """Where the secret lies; the file need not exist."""
    return var_folder() / "secrets" / name


def secret_bytes(name: SecretName) -> bytes:
    """The same secret as 32 bytes, for use as a key. SecretBroken when the file holds anything else."""
    secret_text(name)
    return key_bytes(secret_path(name))


def key_bytes(path: Path) -> bytes:
    """The key in this file of the secrets' folder; SecretBroken when it holds anything else or is open to others."""
    text = private_text(path)
    if not HEX_SECRET.fullmatch(text):
        raise SecretBroken(
            f"{path} holds no key of {SECRET_BYTES} bytes in hexadecimal digits. Put back your kept copy."
        )
    return bytes.fromhex(text)


def publish(path: Path, text: str) -> None:
    """Write aside, then link: the file appears whole or not at all, and the first process wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
