"""One question to the provider over HTTP: no redirect is followed, and time and size have an end."""

import json
import time
from collections.abc import Mapping
from typing import Any

import requests

from loopbaankrediet.web.oidc.errors import ProviderSilent

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 3.0, 5.0, 8.0
MOST_BYTES = 256 * 1024
PIECE = 8 * 1024

Answer = tuple[int, dict[str, Any]]


def ask(url: str, *, form: Mapping[str, str] | None = None, bearer: str = "") -> Answer:
    """Status and JSON object; a GET, or a POST when there is a form. ProviderSilent for every other answer."""
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    try:
        with requests.request(
            "POST" if form else "GET",
            url,
            data=form,
            headers=headers,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as response:
            content = json.loads(_body(response))
            status = response.status_code
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise ProviderSilent(type(error).__name__) from error
    if not isinstance(content, dict):
        raise ProviderSilent("no JSON object")
    return status, content


def asked_well(url: str, *, bearer: str = "") -> dict[str, Any]:
    """The JSON object of a good answer (200). ProviderSilent otherwise."""
    status, content = ask(url, bearer=bearer)
    if status != 200:
        raise ProviderSilent(f"status {status}")
    return content


def _body(response: requests.Response) -> bytes:
    """ProviderSilent when it is too long, or drips in too slowly."""
    end, content = time.monotonic() + WHOLE_SECONDS, bytearray()
    for piece in response.iter_content(PIECE):
        content += piece
        if len(content) > MOST_BYTES or time.monotonic() > end:
            raise ProviderSilent("too long or too slow")
    return bytes(content)
