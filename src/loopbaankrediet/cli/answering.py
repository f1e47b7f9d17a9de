"""What the commands of the decree share: options for days and form, reading JSON, refusing with a way to mend it."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from loopbaankrediet.decree import DecreeError, NoLawInForce

INTERRUPTED = 130
_WHOLE = re.compile("-?[0-9]{1,18}")


class InputRefused(DecreeError):
    """A file or an option holds something that cannot be used."""


def refusing(command: Callable[[argparse.Namespace], str]) -> Callable[[argparse.Namespace], int]:
    """Print what the command answers, if anything; a refusal goes to standard error, with how to mend it."""

    def run(options: argparse.Namespace) -> int:
        try:
            answer = command(options)
        except NoLawInForce as error:
            hint = f" Geef een dag mee: --on {error.first_day}." if error.first_day else " Gebruik --known-on."
            sys.stderr.write(f"{error}{hint}\n")
        except DecreeError as error:
            sys.stderr.write(f"{error}\n")
        else:
            return told(f"{answer}\n" if answer else "")
        return 1

    return run


def told(answer: str) -> int:
    """Write an answer, and what still waited, to standard output: 0, or 1 when it cannot go there.

    A reader that went away (`| head`) asks for no word; a full disk does.
    """
    try:
        sys.stdout.write(answer)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"Het antwoord is niet te schrijven ({error.strerror}). Maak plaats, en vraag het weer.\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def stopped_or(work: Callable[[], int], target: Path | None) -> int:
    """What the work gives; when a person stops it, 130, and a word on whether `target` had already taken its place."""
    before = _seen(target)
    try:
        return work()
    except KeyboardInterrupt:
        if _seen(target) != before:
            sys.stderr.write(f"Gestopt, maar {target} was al klaar en staat op zijn plaats.\n")
        else:
            sys.stderr.write(f"Gestopt. {f'{target} is niet gewijzigd' if target else 'Er is niets bewaard'}.\n")
        return INTERRUPTED


def _seen(target: Path | None) -> tuple[int, int] | None:
    try:
        found = target.stat() if target else None
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns) if found else None


def add_on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, metavar="DAG", help="dag van de feiten (vandaag), bijvoorbeeld 2027-03-01")


def add_known_on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--known-on", type=day, metavar="DAG", help="dag van de kennis van de wet (vandaag)")


def add_format(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--format", choices=("json", "text"), default=default)


def add_scenario(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scenario", default="draft", metavar="NAAM", help="wat er in de plaats kan komen (draft)")


def add_set(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        dest="overrides",
        metavar="PARAMETER=WAARDE",
        action=_OncePerParameter,
        nargs="+",
        type=_override,
        default=[],
        help="vervang een parameter voor deze berekening; geef eerst de bestanden op",
    )


class _OncePerParameter(argparse.Action):
    """Collects the parameters of every `--set`; one that is set twice is refused, for nobody knows which was meant."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        found: list[tuple[str, int]] = list(getattr(namespace, self.dest))
        for name, value in values:
            if name in dict(found):
                parser.error(f"--set: '{name}' staat er twee keer. Laat er één staan.")
            found.append((name, value))
        setattr(namespace, self.dest, found)


def _override(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    if name and _WHOLE.fullmatch(value):
        return name, int(value)
    raise argparse.ArgumentTypeError(f"'{text}' is geen PARAMETER=GEHEEL GETAL, zoals seniority_months_required=60")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen dag; schrijf jaar-maand-dag, zoals 2027-03-01") from None


def today() -> date:
    return datetime.now(ZoneInfo("Europe/Brussels")).date()


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def read_text(name: str) -> str:
    """A file, or standard input for '-'. Raises InputRefused."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise InputRefused(f"{name}: niet te lezen ({error.strerror}). Geef een bestand op, of - .") from error
    except UnicodeDecodeError as error:
        raise InputRefused(f"{name}: geen UTF-8. Bewaar het bestand als UTF-8.") from error
