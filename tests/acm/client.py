"""A client of test-ACM as a program, and a browser that follows it step by step."""

import base64
import hashlib
import json
import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT_ID = "loopbaankrediet"
SCOPES = "openid profile rrn vo lbk wettelijkvertegenwoordiger ssm_mandaat"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
EID = "urn:be:vlaanderen:authmech:eid"


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid})


@dataclass
class Platform:
    """Where the provider looks for the client's keys."""

    address: str
    keys: list[RSAKey]


@contextmanager
def serving_keys(keys: list[RSAKey]) -> Iterator[Platform]:
    platform = Platform("", keys)

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(KeySet(list(platform.keys)).as_dict(private=False)).encode()
            self.send_response(200 if self.path == "/aanmelden/sleutels.json" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    platform.address = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def hint(group: str, code: str = "") -> str:
    return base64.b64encode(json.dumps({"cap_hint": group, "code_hint": code}).encode()).decode()


@dataclass
class Browser:
    """Follows redirects within the provider, and stops at the first address of the client."""

    issuer: str
    platform: Platform
    session: requests.Session = field(default_factory=requests.Session)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def redirect_uri(self) -> str:
        return f"{self.platform.address}/aanmelden/terug/"

    def ask(self, **changes: str) -> requests.Response:
        """The authorization request; an empty value leaves a parameter out."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "scope": SCOPES,
            "redirect_uri": self.redirect_uri,
            "state": "a-state",
            "nonce": "a-nonce",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        } | changes
        query = {name: value for name, value in asked.items() if value}
        return self.follow(self.session.get(f"{self.issuer}/v1/auth", params=query, allow_redirects=False))

    def follow(self, response: requests.Response) -> requests.Response:
        origin = self.issuer.removesuffix("/op")
        while response.is_redirect:
            target = response.headers["Location"]
            if not target.startswith("/"):
                return response
            response = self.session.get(origin + target, allow_redirects=False)
        return response

    def press(self, page: requests.Response, **choice: str) -> requests.Response:
        """Send the page's form, with this choice."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert found, page.text
        form = {"csrfmiddlewaretoken": found[1]} | choice
        return self.follow(self.session.post(page.url, data=form, allow_redirects=False))

    def sign_in(self, person: str, **changes: str) -> requests.Response:
        return self.press(self.ask(**changes), person=person)


def told(response: requests.Response) -> dict[str, str]:
    """What came back to the client in its address."""
    assert response.is_redirect, response.text
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()}


def assertion(issuer: str, key: RSAKey, *, algorithm: str = "RS256", **changes: Any) -> str:
    """How the client proves who it is; a None leaves a claim out."""
    claims = {
        "iss": CLIENT_ID,
        "sub": CLIENT_ID,
        "aud": f"{issuer}/v1/token",
        "jti": secrets.token_hex(16),
        "exp": int(time.time()) + 60,
    } | changes
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": key.kid}, kept, key, algorithms=[algorithm])


def redeem(browser: Browser, code: str, **changes: str) -> requests.Response:
    """The token request; an empty value leaves a parameter out."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": browser.redirect_uri,
        "code_verifier": browser.verifier,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": changes.pop("client_assertion", "") or assertion(browser.issuer, browser.platform.keys[-1]),
    } | changes
    return requests.post(
        f"{browser.issuer}/v1/token", data={name: value for name, value in form.items() if value}, timeout=10
    )


def id_token(browser: Browser, response: requests.Response) -> dict[str, Any]:
    """The claims of the ID token, its signature checked with the published keys."""
    assert response.status_code == 200, response.text
    keys = KeySet.import_key_set(requests.get(f"{browser.issuer}/v1/keys", timeout=10).json())
    return jwt.decode(response.json()["id_token"], keys, algorithms=["RS256"]).claims
