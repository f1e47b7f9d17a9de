"""Our own key pair, by which the Flemish sign-in knows who asks. The private half never leaves this machine."""

import json
import sys
from functools import cache
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from loopbaankrediet.platform.places import SecretBroken, secret_path, secret_text

KEY_BITS = 3072


@cache
def own_key() -> RSAKey:
    """The private key with its `kid` (the thumbprint of RFC 7638). SecretBroken when the file holds anything else."""
    try:
        key = RSAKey.import_key(secret_text("sign_in_key", make=_new_pair))
    except (JoseError, ValueError) as error:
        raise SecretBroken(f"{secret_path('sign_in_key')} holds no RSA key. Put back your kept copy.") from error
    key.ensure_kid()
    return key


def public_keys() -> dict[str, list[dict[str, Any]]]:
    """The public half as a key set (RFC 7517): what the provider is given, by address or by hand."""
    return {"keys": [dict(own_key().as_dict(private=False, use="sig", alg="RS256"))]}


def main() -> int:
    """`loopbaankrediet sign-in public-keys`."""
    sys.stdout.write(json.dumps(public_keys(), indent=2) + "\n")
    return 0


def _new_pair() -> str:
    return RSAKey.generate_key(KEY_BITS).as_pem(private=True).decode()
