"""A folder of secrets that one test may rotate: a copy, beside the same server."""

import os
import shutil
from pathlib import Path

import pytest

from loopbaankrediet.platform.addresses import server_folder
from loopbaankrediet.platform.places import var_folder


def copied_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `secrets` of a var folder of this test; the server stays where it is."""
    monkeypatch.setenv("LOOPBAANKREDIET_SERVER", str(server_folder()))
    own = tmp_path / "var van Zoë"
    own.mkdir(mode=0o700)
    shutil.copytree(var_folder() / "secrets", own / "secrets")
    (own / "secrets").chmod(0o700)
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", os.fspath(own))
    return own / "secrets"
