"""PostgreSQL's programs, and as whom they run here."""

import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from loopbaankrediet.platform.binaries import Binaries, find_binaries
from loopbaankrediet.platform.children import Identity, ordinary_identity
from loopbaankrediet.platform.errors import OperatorError


class ServerRefused(OperatorError):
    """The server does not start or may not serve; the message says why and how to mend it."""


@dataclass(frozen=True)
class Programs:
    """One version of PostgreSQL and the identity that its server takes."""

    binaries: Binaries
    identity: Identity

    @classmethod
    def find(cls) -> Self:
        binaries = find_binaries()
        return cls(binaries, ordinary_identity([binaries.program("postgres"), "--version"]))

    def run(self, name: str, *words: str, text: str | None = None) -> str:
        """Run to the end as the server would; what it complained about. ServerRefused when it failed."""
        try:
            process = self.identity.launch(
                [self.binaries.program(name), *words],
                dies_by=signal.SIGKILL,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=plain_environment(),
            )
        except PermissionError as error:
            raise ServerRefused(
                f"{name} cannot be reached by the user `nobody`, who runs the server where root may make "
                "no user namespace. Run as an ordinary user, or from a folder that everyone may enter."
            ) from error
        _, trouble = process.communicate(text)
        if process.returncode != 0:
            raise ServerRefused(f"{name} failed:\n{trouble.strip()}")
        return trouble

    def ask(self, name: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program that only reads, as ourselves."""
        return subprocess.run(  # noqa: S603
            [self.binaries.program(name), *words],
            env=plain_environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def give_all(self, folder: Path) -> None:
        """Hand a folder with all in it to the server."""
        for path in (folder, *folder.rglob("*")):
            self.identity.give(path)


def plain_environment() -> dict[str, str]:
    """Without the PG... variables meant for clients, and with messages we can read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}
