"""Backups as an operator leans on them: what comes back is whole and from the right moment, or nothing comes back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from loopbaankrediet.kernel.clock import FixedClock, SystemClock
from loopbaankrediet.platform.backups.archive import Archive, position, segment_name
from loopbaankrediet.platform.backups.errors import BackupRefused, RestoreRefused, SealedFileBroken
from loopbaankrediet.platform.backups.making import backups_folder, forget_old, make_backup
from loopbaankrediet.platform.backups.manifests import Manifest, digest_of, register
from loopbaankrediet.platform.backups.restoring import Restored, restore
from loopbaankrediet.platform.cluster import let_in
from loopbaankrediet.platform.places import secret_bytes, secret_text, var_folder
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.platform.programs import Programs

pytestmark = pytest.mark.database
MARK = "Zoë O'Brien"


@dataclass(frozen=True)
class Kept:
    """A backup after one row, a moment after two, an archive up to three; the server has stopped."""

    server: Server
    path: Path
    manifest: Manifest
    moment: datetime


def write(server: Server, number: int) -> None:
    with psycopg.connect(server.dsn("owner")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bewijs (nummer integer, naam text)")
        connection.execute("INSERT INTO bewijs VALUES (%s, %s)", [number, MARK])


def rows(server: Server) -> list[int]:
    with psycopg.connect(server.dsn("owner")) as connection:
        return [row[0] for row in connection.execute("SELECT nummer FROM bewijs ORDER BY nummer")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("bron")
    with Server(folder / "postgres") as server:
        write(server, 1)
        path, manifest = make_backup(server, clock=SystemClock(), target=folder / "backups van Zoë")
        write(server, 2)
        moment = datetime.now(UTC)
        write(server, 3)
    return Kept(server, path, manifest, moment)


@pytest.fixture
def into(tmp_path: Path) -> Server:
    """A server without data, in a folder that does not exist yet."""
    return Server(tmp_path / "terug")


Bring = Callable[..., Restored]


@pytest.fixture
def bring(kept: Kept, into: Server, tmp_path: Path) -> Bring:
    """Restores a copy of the backup and of the archive, after `spoil` had its way with them."""

    def bring(spoil: Callable[[Path, Path], None] = lambda path, archive: None, to: datetime | None = None) -> Restored:
        path = Path(shutil.copy(kept.path, tmp_path / "kopie.backup"))
        archive = Path(shutil.copytree(kept.server.archive.folder, tmp_path / "archief"))
        spoil(path, archive)
        return restore(path, into, archive=Archive(archive), to=to)

    return bring


def in_(server: Server) -> list[int]:
    with server:
        return rows(server)


def test_everything_comes_back_up_to_the_stop(bring: Bring, into: Server, kept: Kept) -> None:
    done = bring()
    assert in_(into) == [1, 2, 3]
    assert done.reached is not None
    assert done.reached > kept.moment


def test_a_restore_to_a_moment_stops_there(bring: Bring, into: Server, kept: Kept) -> None:
    done = bring(to=kept.moment)
    assert in_(into) == [1, 2]
    assert done.reached is not None
    assert kept.manifest.finished < done.reached < kept.moment


def test_without_an_archive_the_backup_itself_comes_back_when_asked_for(kept: Kept, into: Server) -> None:
    done = restore(kept.path, into, archive=None)
    assert (in_(into), done.reached) == ([1], None)


def test_an_archive_that_is_not_there_is_never_taken_for_an_empty_one(bring: Bring, into: Server) -> None:
    with pytest.raises(RestoreRefused, match="geen map"):
        bring(lambda path, archive: shutil.rmtree(archive))
    assert not into.data.exists()


def test_a_backup_opens_on_another_machine_with_the_key_alone(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = secret_text("backup_key")
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path / "ander toestel"))
    (var_folder() / "secrets").mkdir(parents=True, mode=0o700)
    (var_folder() / "secrets" / "backup_key").write_text(key)
    (var_folder() / "secrets" / "backup_key").chmod(0o600)
    server = Server()
    restore(kept.path, server, archive=kept.server.archive)
    assert in_(server) == [1, 2, 3]


def test_without_the_key_nothing_opens_and_no_new_key_is_made(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path / "ander toestel"))
    with pytest.raises(RestoreRefused, match="sleutel van de back-ups ontbreekt"):
        restore(kept.path, Server(), archive=kept.server.archive)
    assert not var_folder().exists()


def cut(path: Path, archive: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change(path: Path, archive: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def exchange(path: Path, archive: Path) -> None:
    shutil.copy(next(archive.glob("*.sealed")), path)


def forge(path: Path, archive: Path) -> None:
    path.write_bytes(b"pg_dump")


@pytest.mark.parametrize("spoil", [cut, change, exchange, forge])
def test_a_file_that_is_not_the_backup_is_refused_before_anything_is_laid(
    bring: Bring, into: Server, spoil: Callable[[Path, Path], None]
) -> None:
    with pytest.raises(SealedFileBroken, match="niets teruggezet"):
        bring(spoil)
    assert not into.folder.exists()


def newest(archive: Path) -> Path:
    return sorted(archive.glob("????????????????????????.sealed"))[-1]


def test_a_damaged_segment_breaks_the_restore_off_instead_of_shortening_it(bring: Bring, into: Server) -> None:
    with pytest.raises(RestoreRefused, match="niet terugzetten"):
        bring(lambda path, archive: change(newest(archive), archive))
    assert {path.name for path in into.folder.iterdir()} <= {"lock", "log", "socket"}


def test_a_missing_segment_is_named(bring: Bring, into: Server) -> None:
    def lose(path: Path, archive: Path) -> None:
        last = newest(archive)
        place = int(last.name[:24], 16)
        last.rename(archive / f"{place + 1:024X}.sealed")

    with pytest.raises(RestoreRefused, match="ontbreken 1 stukken"):
        bring(lose)
    assert not into.data.exists()


def test_a_moment_before_the_backup_is_refused(bring: Bring, kept: Kept) -> None:
    with pytest.raises(RestoreRefused, match="oudere back-up"):
        bring(to=kept.manifest.finished - timedelta(seconds=1))


def test_a_moment_after_the_last_change_is_refused_with_a_way_out(bring: Bring, into: Server) -> None:
    with pytest.raises(RestoreRefused, match="--to weg"):
        bring(to=datetime.now(UTC) + timedelta(hours=1))
    assert not into.data.exists()


def test_a_folder_with_data_is_never_overwritten(kept: Kept) -> None:
    before = digest_of(kept.server.data / "global" / "pg_control")
    with pytest.raises(RestoreRefused, match="niet leeg"):
        restore(kept.path, kept.server, archive=kept.server.archive)
    assert digest_of(kept.server.data / "global" / "pg_control") == before


def test_a_restored_server_can_be_lost_and_restored_again(kept: Kept, tmp_path: Path) -> None:
    """Each restore begins a new timeline; the archive keeps them apart, and the last one counts."""
    server = Server(tmp_path / "postgres")
    shutil.copytree(kept.server.archive.folder, server.archive.folder)
    restore(kept.path, server, archive=server.archive, to=kept.moment)
    with server:
        write(server, 4)
    shutil.rmtree(server.folder)
    restore(kept.path, server, archive=server.archive)
    assert in_(server) == [1, 2, 4]


def test_what_waits_for_the_archive_is_still_there_after_the_roles_were_renewed(tmp_path: Path) -> None:
    """The archive fails, the server stops, the roles are renewed without it; then the archive works again."""
    server = Server(tmp_path / "postgres")
    with server:
        path, manifest = make_backup(server, clock=SystemClock(), target=tmp_path / "backups")
    start = position(server.archive.segments()[-1]) + 1
    strangers = [server.archive.folder / f"{segment_name(1, place)}.sealed" for place in range(start, start + 9)]
    for stranger in strangers:
        stranger.write_bytes(b"van een ander")
    with server:
        write(server, 1)
        make_backup(server, clock=SystemClock(), target=tmp_path / "backups")
        write(server, 2)
    for _ in range(3):
        let_in(server.data, Programs.find())
    for stranger in strangers:
        stranger.unlink()
    with server:
        write(server, 3)
    server.archive.refuse_gaps(manifest.first_segment, [secret_bytes("backup_key")])
    shutil.rmtree(server.folder)
    restore(path, server, archive=server.archive)
    assert in_(server) == [1, 2, 3]


def test_a_backup_holds_no_readable_data_and_no_key(kept: Kept) -> None:
    files = [kept.path, *kept.path.parent.iterdir(), *kept.server.archive.folder.iterdir()]
    secrets = [secret_text(name) for name in ("backup_key", "owner_password", "app_password", "backup_password")]
    words = [MARK.encode(), b"bewijs", *(word for text in secrets for word in (text.encode(), bytes.fromhex(text)))]
    assert [(path.name, word) for path in files for word in words if word in path.read_bytes()] == []


def test_the_manifest_tells_what_the_file_is(kept: Kept) -> None:
    beside = Manifest.from_json(kept.path.with_suffix(".json").read_bytes())
    assert beside == kept.manifest
    assert beside.sha256 == digest_of(kept.path)
    assert beside in register(backups_folder())
    assert (beside.postgresql, beside.timeline, beside.started_at < beside.finished_at) == (18, 1, True)


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    """Here because no server runs; a full disk or a lost server in the middle ends the same way."""
    server = Server(tmp_path / "postgres")
    with pytest.raises(BackupRefused, match="geen back-up gemaakt"):
        make_backup(server, clock=SystemClock(), target=tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(BackupRefused, match="bestand"):
        make_backup(Server(tmp_path / "postgres"), clock=SystemClock(), target=tmp_path / "bestand")


def test_old_backups_and_the_changes_that_only_they_need_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPBAANKREDIET_VAR", str(tmp_path))
    now = datetime.now(UTC)
    clocks = [FixedClock(now - timedelta(days=days), now.date()) for days in (40, 20, 0)]
    with Server() as server:
        for number, clock in enumerate(clocks):
            write(server, number)
            make_backup(server, clock=clock)
        before = len(server.archive.segments())
        backups, segments = forget_old(server, days=30, clock=clocks[-1])
        assert (backups, len(register(backups_folder())), segments > 0) == (1, 2, True)
        assert len(server.archive.segments()) == before - segments
        assert forget_old(server, days=0, clock=FixedClock(now + timedelta(days=9), now.date()))[0] == 1
    (last,) = backups_folder().glob("*.backup")
    shutil.rmtree(server.folder)
    restore(last, server, archive=server.archive)
    assert in_(server) == [0, 1, 2]
