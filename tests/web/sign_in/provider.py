"""A small OpenID provider on a real port, with knobs: each turns an honest answer into one attack."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from loopbaankrediet.platform.sign_in_key import public_keys

Claims = dict[str, Any]
KEY = RSAKey.generate_key(2048, {"kid": "first"})
NEXT_KEY = RSAKey.generate_key(2048, {"kid": "next"})
STRANGER_KEY = RSAKey.generate_key(2048, {"kid": "first"})


@dataclass
class Asked:
    """One authorization request that the visitor said yes to, as the provider keeps it with the code."""

    query: dict[str, str]
    claims: Claims
    used: bool = False


@dataclass
class Provider:
    """Knobs: what the token or userinfo says instead (None: leaves out), who signs how, what breaks on the way."""

    issuer: str = ""
    token_says: Claims = field(default_factory=dict)
    userinfo_says: Claims = field(default_factory=dict)
    discovery_says: Claims = field(default_factory=dict)
    sign: "Callable[[Claims], str] | None" = None
    signing_key: RSAKey = field(default_factory=lambda: KEY)
    published: list[RSAKey] = field(default_factory=lambda: [KEY])
    token_answer: tuple[int, bytes] | None = None
    drip_seconds: float = 0
    codes: dict[str, Asked] = field(default_factory=dict)
    access: dict[str, Claims] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def say_yes(self, location: str, claims: Claims, **changed: str | None) -> str:
        """The address that the visitor's browser is sent back to. `changed`: other values in it (None: left out)."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = secrets.token_urlsafe(16)
        self.codes[code] = Asked(query, claims)
        answer: dict[str, str | None] = {"code": code, "state": query["state"], **changed}
        return "/aanmelden/terug/?" + urlencode(_without_none(answer))

    def discovery(self) -> Claims:
        found: Claims = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/v1/auth",
            "token_endpoint": f"{self.issuer}/v1/token",
            "userinfo_endpoint": f"{self.issuer}/v1/userinfo",
            "jwks_uri": f"{self.issuer}/v1/keys",
            "end_session_endpoint": f"{self.issuer}/v1/logout",
            "code_challenge_methods_supported": ["plain", "S256"],
            **self.discovery_says,
        }
        return _without_none(found)

    def keys(self) -> Claims:
        return {"keys": [dict(key.as_dict(private=False, use="sig", alg="RS256")) for key in self.published]}

    def exchange(self, form: dict[str, str]) -> tuple[int, Claims]:
        """Once per code, for who proves to be the client and to have started it."""
        asked = self.codes.get(form.get("code", ""))
        if asked is None or asked.used or not self._is_client(form) or not self._began(asked, form):
            return 400, {"error": "invalid_grant"}
        asked.used = True
        access_token = secrets.token_urlsafe(16)
        self.access[access_token] = asked.claims
        return 200, {"access_token": access_token, "token_type": "Bearer", "id_token": self._token(asked, access_token)}

    def userinfo(self, access_token: str) -> tuple[int, Claims]:
        if access_token not in self.access:
            return 401, {"error": "invalid_token"}
        return 200, _without_none(self.access[access_token] | self.userinfo_says)

    def _token(self, asked: Asked, access_token: str) -> str:
        now = int(time.time())
        digest = hashlib.sha256(access_token.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "aud": asked.query["client_id"],
            "exp": now + 120,
            "iat": now,
            "nonce": asked.query["nonce"],
            "at_hash": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "auth_time": now,
        }
        if "acr_values" in asked.query:
            claims["acr"] = asked.query["acr_values"].split()[0]
        claims = _without_none(claims | asked.claims | self.token_says)
        return self.sign(claims) if self.sign else signed(claims, self.signing_key)

    def _is_client(self, form: dict[str, str]) -> bool:
        keys = KeySet.import_key_set(public_keys())  # type: ignore[arg-type]
        claims = jwt.decode(form["client_assertion"], keys, algorithms=["RS256"]).claims
        is_ours = claims["iss"] == claims["sub"] == form["client_id"] and claims["aud"] == f"{self.issuer}/v1/token"
        return is_ours and int(claims["exp"]) > time.time()

    def _began(self, asked: Asked, form: dict[str, str]) -> bool:
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return challenge == asked.query["code_challenge"] and form["redirect_uri"] == asked.query["redirect_uri"]


def signed(claims: Claims, key: RSAKey, algorithm: str = "RS256") -> str:
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])


def unsigned(claims: Claims) -> str:
    """A token that says it needs no signature."""
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "kid": "first"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."


def signed_with_what_everyone_knows(claims: Claims) -> str:
    """HS256, with the provider's public key as the secret."""
    secret = OctKey.import_key(base64.urlsafe_b64encode(KEY.as_pem(private=False)).decode())
    return jwt.encode({"alg": "HS256", "kid": "first"}, claims, secret, algorithms=["HS256"])


@contextmanager
def running() -> Iterator[Provider]:
    """The provider on a port of its own."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Silent."""

        def do_GET(self) -> None:
            self._serve({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._serve({name: values[0] for name, values in parse_qs(body).items()})

        def _serve(self, form: dict[str, str]) -> None:
            provider.paths.append(self.path)
            status, content = _answer(provider, self.path, form, self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if status == 302:
                self.send_header("Location", f"{provider.issuer}/v1/keys")
            self.end_headers()
            _write(self, content, provider.drip_seconds)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        provider.issuer = f"http://127.0.0.1:{server.server_port}/op"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield provider
        server.shutdown()


def _answer(provider: Provider, path: str, form: dict[str, str], authorization: str) -> tuple[int, bytes]:
    match path.removeprefix("/op"):
        case "/.well-known/openid-configuration":
            status, content = 200, provider.discovery()
        case "/v1/keys":
            status, content = 200, provider.keys()
        case "/v1/token":
            if provider.token_answer:
                return provider.token_answer
            status, content = provider.exchange(form)
        case "/v1/userinfo":
            status, content = provider.userinfo(authorization.removeprefix("Bearer "))
        case _:
            status, content = 404, {}
    return status, json.dumps(content).encode()


def _write(handler: BaseHTTPRequestHandler, content: bytes, drip_seconds: float) -> None:
    """At once, or a few bytes at a time; who listened may have gone."""
    try:
        if not drip_seconds:
            handler.wfile.write(content)
        for start in range(0, len(content) if drip_seconds else 0, 4):
            handler.wfile.write(content[start : start + 4])
            handler.wfile.flush()
            time.sleep(drip_seconds)
    except OSError:
        handler.close_connection = True


def _without_none(claims: Claims) -> Claims:
    return {name: value for name, value in claims.items() if value is not None}
