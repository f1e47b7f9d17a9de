"""The archive of changes: a gap or a changed piece must stop a restore, not shorten it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from loopbaankrediet.platform.backups.archive import (
    ABSENT,
    DAMAGED,
    Archive,
    archive_command,
    main,
    position,
    restore_command,
    segment_at,
    segment_name,
)
from loopbaankrediet.platform.backups.errors import BackupRefused, RestoreRefused, SealedFileBroken

KEY = bytes(range(32))
CONTENT = b"wijzigingen van Zo\xc3\xab" * 1000
Keep = Callable[..., None]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archief van Zoë's 100%")
    archive.turn_on()
    return archive


@pytest.fixture
def keep(archive: Archive, tmp_path: Path) -> Keep:
    def keep(name: str, content: bytes = CONTENT) -> None:
        (tmp_path / "bron").write_bytes(content)
        archive.keep(tmp_path / "bron", name, [KEY])

    return keep


@pytest.fixture
def key_handle(tmp_path: Path) -> int:
    (tmp_path / "key").write_text(KEY.hex())
    handle = os.open(tmp_path / "key", os.O_RDONLY)
    os.set_inheritable(handle, True)
    return handle


def test_a_kept_segment_reads_back_and_cannot_be_read_without_the_key(archive: Archive, keep: Keep) -> None:
    keep(segment_name(1, 5))
    (file,) = archive.folder.iterdir()
    assert archive.read(segment_name(1, 5), [KEY]) == CONTENT
    assert b"wijzigingen" not in file.read_bytes()
    assert (archive.folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_keeping_again_after_a_crash_changes_nothing_but_another_content_is_refused(
    archive: Archive, keep: Keep
) -> None:
    keep(segment_name(1, 5))
    keep(segment_name(1, 5))
    with pytest.raises(BackupRefused, match="andere inhoud"):
        keep(segment_name(1, 5), b"van een andere server")
    assert archive.read(segment_name(1, 5), [KEY]) == CONTENT


def test_a_segment_under_the_name_of_another_is_refused(archive: Archive, keep: Keep) -> None:
    keep(segment_name(1, 5))
    (file,) = archive.folder.iterdir()
    file.rename(archive.folder / f"{segment_name(1, 6)}.sealed")
    with pytest.raises(SealedFileBroken):
        archive.read(segment_name(1, 6), [KEY])


def test_the_segment_that_a_restore_cut_off_is_left_out(archive: Archive, keep: Keep) -> None:
    keep(f"{segment_name(1, 5)}.partial")
    assert list(archive.folder.iterdir()) == []


def test_a_gap_is_named_and_a_row_without_gaps_passes(archive: Archive, keep: Keep) -> None:
    for place in (3, 254, 255, 256, 258):
        keep(segment_name(1, place))
    with pytest.raises(RestoreRefused, match=r"ontbreken 1 .*000000010000000100000001"):
        archive.refuse_gaps(segment_name(1, 254), [KEY])
    keep(segment_name(1, 257))
    archive.refuse_gaps(segment_name(1, 254), [KEY])


def test_after_a_restore_the_segments_of_the_new_timeline_count(archive: Archive, keep: Keep) -> None:
    """Segment 5 of the old timeline goes on past the moment of the restore: it cannot stand in for that of the new."""
    keep("00000002.history", b"1\t0/5000100\tbefore 2027-03-01\n")
    for name in (segment_name(1, 3), segment_name(1, 4), segment_name(1, 5), segment_name(1, 6), segment_name(2, 6)):
        keep(name)
    with pytest.raises(RestoreRefused, match=segment_name(2, 5)):
        archive.refuse_gaps(segment_name(1, 3), [KEY])
    keep(segment_name(2, 5))
    archive.refuse_gaps(segment_name(1, 3), [KEY])


def test_what_no_backup_needs_is_forgotten_and_nothing_else(archive: Archive, keep: Keep) -> None:
    for place in (3, 4, 5):
        keep(segment_name(1, place))
    assert archive.forget_before(segment_name(1, 4)) == 1
    assert archive.segments() == [segment_name(1, 4), segment_name(1, 5)]


def test_a_place_in_the_log_has_its_segment() -> None:
    assert (segment_at(1, "1/2000028"), position(segment_at(1, "1/2000028"))) == ("000000010000000100000002", 258)


def test_a_missing_segment_ends_a_restore_and_a_damaged_one_breaks_it_off(
    archive: Archive, keep: Keep, key_handle: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(segment_name(1, 5))
    wanted = tmp_path / "gevraagd"
    words = ["fetch", str(archive.folder), str(key_handle), str(wanted)]
    assert (main([*words, segment_name(1, 5)]), wanted.read_bytes()) == (0, CONTENT)
    assert main([*words, segment_name(1, 6)]) == ABSENT
    (file,) = archive.folder.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert main([*words, segment_name(1, 5)]) == DAMAGED
    assert "afgebroken" in capsys.readouterr().err


def test_the_servers_commands_work_in_a_folder_with_any_name(archive: Archive, key_handle: int, tmp_path: Path) -> None:
    (tmp_path / "bron").write_bytes(CONTENT)
    for command, path in (
        (archive_command(archive, key_handle), "bron"),
        (restore_command(archive, key_handle), "terug"),
    ):
        line = command.replace("%p", str(tmp_path / path)).replace("%f", segment_name(1, 5)).replace("%%", "%")
        subprocess.run(line, shell=True, check=True, pass_fds=(key_handle,))
    assert (tmp_path / "terug").read_bytes() == CONTENT


def test_nothing_is_kept_before_the_first_backup(tmp_path: Path, key_handle: int) -> None:
    archive = Archive(tmp_path / "archief")
    line = archive_command(archive, key_handle).replace("%p", str(tmp_path / "er-is-niets"))
    assert (subprocess.run(line, shell=True, check=False).returncode, archive.on) == (0, False)
