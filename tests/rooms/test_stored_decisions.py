"""`replay --stored` as an operator runs it: over a whole database, after the law was edited, after an erasure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.story import Story

import loopbaankrediet
from loopbaankrediet.cli import main as loopbaankrediet_command
from loopbaankrediet.credit.models import Application, Decision
from loopbaankrediet.credit.receipts import CONTEXT
from loopbaankrediet.credit.verification import main
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.platform.addresses import address

SOURCE = Path(loopbaankrediet.__file__).parent


@pytest.fixture
def bart(committed_database: str) -> Application:
    """Bart's intention, besides the grant of An."""
    story = Story()
    story.apply("an")
    return story.apply("bart")


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the platform in which one month more than the law asks is needed, and said otherwise."""
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(SOURCE, tmp_path / "loopbaankrediet", ignore=ignored)
    chapter = tmp_path / "loopbaankrediet" / "decree" / "loopbaankrediet" / "chapter2_credit.py"
    text = chapter.read_text(encoding="utf-8")
    changed = text.replace("seniority_months >= p.", "seniority_months > p.").replace("Je werkte", "Je werkte al")
    assert changed != text
    chapter.write_text(changed, encoding="utf-8")
    return tmp_path


def replay(database: str, *words: str, source: Path = SOURCE.parent) -> subprocess.CompletedProcess[str]:
    """The real command, on this database."""
    urls = {f"DATABASE{name}URL": _url(role, database) for name, role in (("_", "app"), ("_OWNER_", "owner"))}
    line = [sys.executable, "-m", "loopbaankrediet.cli", "replay", *words]
    environment = {**os.environ, **urls, "PYTHONPATH": str(source)}
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


def _url(role: str, database: str) -> str:
    keywords = {**address("owner" if role == "owner" else "app"), "dbname": database}
    return " ".join(f"{name}='{value}'" for name, value in keywords.items())


def erase(application: Application) -> SubjectKey:
    """The application may not remove a key: the owner of the tables does."""
    key = SubjectKey.objects.get(subject_id=application.person_id)
    SubjectKey.objects.using("owner").filter(subject_id=application.person_id).delete()
    return key


@pytest.mark.parametrize("words", [("--stored", "bewijs.json"), ("bewijs.json", "--since", "2027-03-01"), ()])
def test_a_file_or_the_database_is_replayed_never_both_or_neither(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        loopbaankrediet_command(["replay", *words])
    assert stopped.value.code == 2


def test_stored_decisions_replay_after_an_article_was_edited(
    committed_database: str, bart: Application, edited: Path
) -> None:
    done = replay(committed_database, "--stored", source=edited)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Beslissingen die kloppen: 2. Verschillend: 0. Gewist: 0.\n"


def test_a_changed_receipt_is_named_by_file_and_decision_with_status_1(
    committed_database: str, bart: Application
) -> None:
    row = Decision.objects.get(application=bart)
    content = unseal_for(bart.person_id, row.receipt_sealed, context=CONTEXT)
    content["proof"]["outcome"] = "granted"
    row.pk, row.receipt_sealed = None, seal_for(bart.person_id, content, context=CONTEXT)
    row.save(force_insert=True)
    done = replay(committed_database, "--stored", "--since", "2027-03-01")
    assert (done.returncode, done.stdout) == (1, "Beslissingen die kloppen: 2. Verschillend: 1. Gewist: 0.\n")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"LK {bart.number // 1000} {bart.number % 1000}, beslissing {row.pk}: uitkomst")
    assert replay(committed_database, "--stored", "--since", "2027-03-02").returncode == 0


def test_a_decision_of_somebody_who_was_erased_is_counted_and_is_no_error(
    bart: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    erase(bart)
    assert main(None) == 0
    assert capsys.readouterr().out == "Beslissingen die kloppen: 1. Verschillend: 0. Gewist: 1.\n"
    assert not SubjectKey.objects.filter(subject_id=bart.person_id).exists()


def test_a_key_made_after_the_erasure_makes_no_error_of_it(
    bart: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    erase(bart)
    seal_for(bart.person_id, "iets van later", context="journal")
    key = erase(bart)
    key.made_at = Decision.objects.latest("id").decided_at.replace(year=2028)
    key.save(force_insert=True)
    assert main(None) == 0
    assert "Gewist: 1." in capsys.readouterr().out
