"""Secrets and folders: two processes that start at once must not lock each other out."""

import subprocess
import sys
from pathlib import Path

import pytest

from loopbaankrediet.platform.addresses import AddressRefused, address, socket_folder
from loopbaankrediet.platform.places import secret_bytes, secret_text, var_folder

READ_SECRET = "from loopbaankrediet.platform.places import secret_text; print(secret_text('master_key'))"


@pytest.fixture
def own_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path / "gegevens van Zoë"))
    return var_folder()


def test_processes_that_start_at_once_agree_on_a_secret(own_var: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", READ_SECRET], stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    answers = {process.communicate()[0] for process in processes}
    assert answers == {secret_text("master_key") + "\n"}


def test_a_secret_stays_the_same_and_differs_per_name(own_var: Path) -> None:
    assert secret_bytes("index_key") == secret_bytes("index_key") != secret_bytes("master_key")


def test_other_users_of_the_machine_cannot_read_a_secret(own_var: Path) -> None:
    secret_text("django")
    folder = own_var / "secrets"
    assert (folder.stat().st_mode & 0o777, (folder / "django").stat().st_mode & 0o777) == (0o700, 0o600)


def test_making_a_secret_leaves_no_draft_behind(own_var: Path) -> None:
    secret_text("django")
    assert [path.name for path in (own_var / "secrets").iterdir()] == ["django"]


def test_a_deep_folder_gets_a_short_private_socket_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    chosen = socket_folder(deep)
    try:
        assert chosen == socket_folder(deep) != socket_folder(tmp_path / ("y" * 100))
        assert (len(bytes(chosen)) < 80, chosen.stat().st_mode & 0o777) == (True, 0o700)
    finally:
        chosen.rmdir()
        socket_folder(tmp_path / ("y" * 100)).rmdir()


def test_a_socket_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    chosen = socket_folder(tmp_path / ("z" * 100))
    chosen.chmod(0o755)
    try:
        with pytest.raises(AddressRefused, match="private folder"):
            socket_folder(tmp_path / ("z" * 100))
    finally:
        chosen.rmdir()


def test_a_server_with_one_role_is_refused_with_the_sql_that_mends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:secret@db.example/loopbaankrediet")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    with pytest.raises(AddressRefused, match="CREATE ROLE loopbaankrediet_owner"):
        address("app")


def test_each_role_has_its_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:a@db.example/l?sslmode=verify-full")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner:b@db.example/l")
    found = address("app")
    assert (address("owner")["user"], found["user"], found["sslmode"]) == ("owner", "app", "verify-full")
