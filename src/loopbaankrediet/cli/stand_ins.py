"""The programs that stand in for others in the demonstration: the bank, and the sign-in of the Flemish government."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from loopbaankrediet.platform.places import checkout_folder, var_folder
from loopbaankrediet.platform.processes import Program

ISSUER = "LOOPBAANKREDIET_OIDC_ISSUER"


@dataclass(frozen=True)
class SignIn:
    """The stand-in of the sign-in, and the settings that lead the pages to it."""

    program: Program
    settings: Mapping[str, str]


def bank(environment: Mapping[str, str]) -> list[Program]:
    """The bank, when this is a checkout; a wheel has no stand-ins."""
    folder = var_folder() / "bank"
    words = ["--outbox", str(folder / "out"), "--inbox", str(folder / "in"), "--bookings", "batch"]
    return [_stand_in("bank", "simulators.bank", words, environment)] if checkout_folder() else []


def sign_in(environment: Mapping[str, str], *, port: int, pages: int) -> SignIn | None:
    """None when the settings name another provider, or when this is no checkout."""
    if environment.get(ISSUER) or not checkout_folder():
        return None
    personas = resources.files("loopbaankrediet.demo").joinpath("personas.toml")
    words = ["--port", str(port), "--platform", f"http://localhost:{pages}", "--var", str(var_folder() / "acm")]
    program = _stand_in("aanmelding", "simulators.acm", [*words, "--personas", str(personas)], environment)
    return SignIn(program, {ISSUER: f"http://localhost:{port}/op"})


def _stand_in(name: str, module: str, words: list[str], environment: Mapping[str, str]) -> Program:
    command = [sys.executable, "-m", module, *words]
    return Program(name, command, {**environment, "PYTHONPATH": str(checkout_folder())})
