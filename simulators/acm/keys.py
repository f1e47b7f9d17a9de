"""The keys test-ACM signs with: made at first start, the newest signs, older ones stay published."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

KEY_BITS = 2048


def signing_keys(folder: Path, *, new: bool) -> list[str]:
    """PEM texts, newest first; a key is made when there is none, or when `new` asks for a roll-over."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = sorted(folder.glob("*.pem"))
    if new or not files:
        files.append(_made(folder / f"{len(files) + 1:04}.pem"))
    return [file.read_text(encoding="ascii") for file in reversed(files)]


def _made(file: Path) -> Path:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.touch(mode=0o600)
    file.write_bytes(pem)
    return file
