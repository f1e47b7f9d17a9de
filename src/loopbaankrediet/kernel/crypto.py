"""Sealing of personal data: AES-256-GCM with a key per person, wrapped by one master key; keyed hashes for look-up."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(Exception):
    """The ciphertext was changed, belongs elsewhere, or the key is not its own."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plain: bytes, *, context: str) -> bytes:
    """Encrypt; `context` (what the text belongs to) is bound in, so a ciphertext cannot be moved elsewhere."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal(key: bytes, sealed: bytes, *, context: str) -> bytes:
    """The plain bytes; SealBroken when anything differs."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except InvalidTag as error:
        raise SealBroken(context) from error


def keyed_hash(key: bytes, text: str, *, purpose: str) -> bytes:
    """A look-up value that cannot be guessed without the key: HMAC-SHA256, 32 bytes."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()


def keyed_hash_of_bytes(key: bytes, content: bytes, *, purpose: str) -> bytes:
    """As `keyed_hash`, for bytes of any length."""
    return hmac.new(key, purpose.encode() + b"\0" + content, hashlib.sha256).digest()
