"""Writes into the clean room what pip on this machine is configured with: variables, and paths to mount."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

NETWORK = {"SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}


def pip_variables() -> dict[str, str]:
    """pip's effective settings as PIP_... variables; several values of one setting are joined by a space."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    settings: dict[str, list[str]] = {}
    for line in answer.splitlines():
        key, _, quoted = line.partition("=")
        name = "PIP_" + key.rpartition(".")[2].upper().replace("-", "_")
        values = settings.setdefault(name, [])
        values += [word for word in ast.literal_eval(quoted).split() if word not in values]
    return {name: " ".join(values) for name, values in settings.items()}


def network_variables() -> dict[str, str]:
    """Proxies and certificates of this machine."""
    return {name: value for name, value in os.environ.items() if name in NETWORK or name.lower().endswith("_proxy")}


def local_paths(values: list[str]) -> list[Path]:
    """What the values name on this machine: paths, and the folder around an index, whose files lie beside it."""
    words = [word for value in values for word in value.split()]
    plain = [Path(word) for word in words if word.startswith("/")]
    around = [Path(unquote(urlsplit(word).path)).parent for word in words if word.startswith("file:")]
    return sorted({path for path in plain + around if path.exists()})


def main() -> None:
    """Writes ROOM/variables.json and ROOM/mounts, and makes the places to mount on."""
    room = Path(sys.argv[1])
    variables = network_variables() | pip_variables()
    (room / "variables.json").write_text(json.dumps(variables))
    paths = local_paths(list(variables.values()))
    (room / "mounts").write_text("".join(f"{path}\n" for path in paths))
    for path in paths:
        place = room / path.relative_to("/")
        (place if path.is_dir() else place.parent).mkdir(parents=True, exist_ok=True)
        if path.is_file():
            place.touch()


if __name__ == "__main__":
    main()
