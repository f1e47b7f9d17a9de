"""Runs of the policy lab: nothing wrong is computed, nothing is half kept, and the same question is answered once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.conftest import AtOnce
from tests.story import Story

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.errors import DomainError, NotAllowed, NotFound, WrongState
from loopbaankrediet.labruns import working
from loopbaankrediet.labruns.actions import MOST_OPEN, ask_run, ask_run_again, ask_standard, cancel_run
from loopbaankrediet.labruns.computing import computed
from loopbaankrediet.labruns.errors import (
    AmountRefused,
    DraftUnknown,
    DrawsRefused,
    LawRefused,
    RunInterrupted,
    ScenariosMissing,
    SeedRefused,
    TooManyRuns,
    YearsRefused,
)
from loopbaankrediet.labruns.models import LabFile, LabResult, LabRun
from loopbaankrediet.labruns.queries import file_of, newest_standard, public_result, result_of, run_of
from loopbaankrediet.labruns.questions import LabQuestion, identity_of, question_of
from loopbaankrediet.labruns.working import SILENT, Computed, keep, take, work_once

SMALL = LabQuestion(("draft",), (("credit_minutes", 480),), 1, 2, 7, "main_page", date(2027, 3, 1))
GIVEN: dict[str, object] = {"results": {}, "limits": "Dit model weet niet alles."}


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def ask(story: Story, who: str = "pelin", question: LabQuestion = SMALL) -> LabRun:
    return ask_run(question=question, **story.act(who))


def work(story: Story, compute: Callable[..., Computed] = lambda question, told, made_on: Computed(GIVEN)) -> bool:
    return work_once(clock=story.clock, compute=compute)


def state(run: LabRun) -> str:
    return run_of(run.id).state


@pytest.mark.parametrize(
    ("change", "refusal", "told"),
    [
        ({"scenarios": ()}, ScenariosMissing, "minstens één scenario"),
        ({"scenarios": ("bestaat_niet",)}, LawRefused, "'bestaat_niet' bestaat niet"),
        ({"years": 0}, YearsRefused, "1 tot en met 10 jaar"),
        ({"years": 11}, YearsRefused, "1 tot en met 10 jaar"),
        ({"draws": 0}, DrawsRefused, "1 tot en met 500"),
        ({"draws": 501}, DrawsRefused, "1 tot en met 500"),
        ({"seed": -1}, SeedRefused, "geheel getal"),
        ({"amounts": (("kopjes_koffie", 3),)}, AmountRefused, "die bestaat niet in deze wet"),
        ({"amounts": (("credit_minutes", 6_001),)}, AmountRefused, "6001 ligt buiten 0 tot en met 6000"),
        ({"amounts": (("credit_minutes", -1),)}, AmountRefused, "-1 ligt buiten"),
        ({"known_on": date(2010, 1, 1)}, DraftUnknown, "geen van zijn artikelen gold"),
        ({"known_on": date(2025, 1, 1)}, DraftUnknown, "vanaf 1 december 2025"),
    ],
)
def test_what_cannot_be_computed_is_refused_before_anything_is(
    change: dict[str, Any], refusal: type[DomainError], told: str
) -> None:
    with pytest.raises(refusal, match=told):
        identity_of(replace(SMALL, **change))


def test_the_same_question_is_known_again_whatever_its_order() -> None:
    one, other = (
        question_of(names, (("module_minutes", 90), ("credit_minutes", 480))[::step], **sizes())
        for names, step in ((["draft", "more_hours"], 1), (["more_hours", "draft", "draft"], -1))
    )
    assert identity_of(one) == identity_of(other)
    assert identity_of(replace(one, seed=8)).key != identity_of(one).key
    assert identity_of(replace(one, amounts=())).law_hash != identity_of(one).law_hash
    assert identity_of(replace(one, known_on=date(2027, 3, 2))) == identity_of(one)


def sizes() -> dict[str, Any]:
    return {"years": 1, "draws": 2, "seed": 7, "schooling": "main_page", "known_on": date(2027, 3, 1)}


def test_two_analysts_who_ask_the_same_share_one_result(story: Story) -> None:
    first, other = ask(story), ask(story, "wannes")
    assert ask(story).id == first.id
    assert work(story, computed)
    assert not work(story)
    assert (state(first), state(other), LabResult.objects.count()) == ("done", "done", 1)
    later = ask(story, "wannes", replace(SMALL, known_on=date(2027, 4, 1)))
    assert later.id == other.id
    found = result_of(other.id)
    assert set(found.content["results"]) == {"draft", "draft+credit_minutes=480"}
    assert found.content["results"]["draft"]["totals"]["hours"]["p50"] > 0
    assert found.content["limits"]
    assert found.content["headings"]["hours"] == "uren"
    assert "telt dit het meest" in found.content["unknowns"]["hours"]
    winners = found.content["winners"]["draft+credit_minutes=480"]
    assert winners[0]["more"] > winners[0]["less"] == 0
    assert file_of(other.id, "pdf").startswith(b"%PDF-")
    assert file_of(other.id, "parquet").endswith(b"PAR1")
    with pytest.raises(NotFound):
        public_result(found.key)
    acts = Entry.objects.filter(subject_type="lab_run").order_by("id").values_list("verb", flat=True)
    assert list(acts) == ["ask_lab_run", "ask_lab_run", "ask_lab_run", "finish_lab_run", "ask_lab_run"]


def test_a_result_that_is_there_is_shared_at_once(story: Story) -> None:
    ask(story)
    work(story)
    assert ask(story, "wannes").state == "done"


def test_a_run_that_is_stopped_half_way_ends_at_the_next_draw_and_keeps_nothing(story: Story) -> None:
    run = ask(story)
    seen = []

    def half(question: LabQuestion, told: Callable[[int, int], None], made_on: date) -> Computed:
        told(1, 2)
        seen.append(run_of(run.id).percent)
        cancel_run(run_id=run.id, **story.act("wannes"))
        told(2, 2)
        raise AssertionError("the worker went on")

    assert work(story, half)
    assert (seen, state(run), LabResult.objects.count()) == ([50], "cancelled", 0)
    with pytest.raises(WrongState):
        cancel_run(run_id=run.id, **story.act("pelin"))
    ask_run_again(run_id=run.id, **story.act("pelin"))
    work(story)
    assert state(run) == "done"
    with pytest.raises(WrongState):
        ask_run_again(run_id=run.id, **story.act("pelin"))


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (DatabaseError("no space left"), "Misschien is de schijf vol"),
        (OSError("no space left"), "Misschien is de schijf vol"),
        (ZeroDivisionError(), "liep stuk"),
        (MemoryError(), "liep stuk"),
    ],
)
def test_a_run_that_breaks_says_so_and_can_be_asked_again(story: Story, broken: Exception, told: str) -> None:
    run = ask(story)

    def breaks(question: LabQuestion, told: Callable[[int, int], None], made_on: date) -> Computed:
        told(1, 2)
        raise broken

    assert work(story, breaks)
    assert (state(run), LabResult.objects.count()) == ("failed", 0)
    assert told in run_of(run.id).failure
    ask_run_again(run_id=run.id, **story.act("pelin"))
    assert (state(run), run_of(run.id).failure, run_of(run.id).done) == ("asked", "", 0)


def test_a_result_that_the_database_refuses_leaves_no_half_of_it(story: Story) -> None:
    run = ask(story)
    story.clock.instant += timedelta(seconds=1)
    other = ask(story, "wannes")

    def too_late(question: LabQuestion, told: Callable[[int, int], None], made_on: date) -> Computed:
        made = {"made_on": story.clock.today(), "made_at": story.clock.now()}
        LabResult.objects.create(key=run.key, law_hash=run.law_hash, content=b"{}", **made)
        return Computed(GIVEN, {"pdf": b"%PDF"})

    assert work(story, too_late)
    assert (state(run), state(other), run_of(run.id).result_key) == ("failed", "asked", "")
    assert not LabFile.objects.exists()
    assert "Misschien is de schijf vol" in run_of(run.id).failure


def test_a_number_that_is_none_is_not_kept(story: Story) -> None:
    run = ask(story)
    work(story, lambda question, told, made_on: Computed({"x": float("nan")}))
    assert state(run) == "failed"


def test_a_worker_that_is_stopped_hands_its_run_back(story: Story) -> None:
    run = ask(story)

    def stopped(question: LabQuestion, told: Callable[[int, int], None], made_on: date) -> Computed:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work(story, stopped)
    assert state(run) == "asked"


def test_a_dead_worker_is_followed_up_and_writes_nothing_when_it_wakes(story: Story) -> None:
    run = ask(story)
    dead = take(clock=story.clock)
    assert dead is not None
    assert take(clock=story.clock) is None
    story.clock.instant += SILENT + timedelta(seconds=1)
    assert work(story)
    assert state(run) == "done"
    with pytest.raises(RunInterrupted), transaction.atomic():
        keep(dead, Computed({"results": "of the dead"}), clock=story.clock)
    assert b"dead" not in bytes(LabResult.objects.get().content)


def test_a_run_that_kills_every_worker_fails_in_the_end(story: Story) -> None:
    run = ask(story)
    for _ in range(working.MOST_SILENCES):
        assert take(clock=story.clock) is not None
        story.clock.instant += SILENT + timedelta(seconds=1)
        working.give_up_silent(clock=story.clock)
    assert state(run) == "failed"
    assert "3 keer" in run_of(run.id).failure


def test_the_standard_scenarios_wait_for_analysts_and_are_asked_once(story: Story) -> None:
    standard = ask_standard(draws=1, clock=story.clock)
    assert newest_standard() is None
    story.clock.instant += timedelta(minutes=1)
    own = ask(story)
    taken = take(clock=story.clock)
    assert taken is not None
    assert taken.id == own.id
    assert ask_standard(draws=1, clock=story.clock).id == standard.id
    assert work(story)
    found = newest_standard()
    assert found is not None
    assert public_result(found.key).content == GIVEN
    assert ask_standard(draws=1, clock=story.clock).id == standard.id


def test_only_analysts_ask_stop_and_ask_again(story: Story) -> None:
    run = ask(story)
    for who in ("omar", "aude", "an", "dirk"):
        with pytest.raises(NotAllowed):
            ask(story, who)
        for act in (cancel_run, ask_run_again):
            with pytest.raises(NotAllowed):
                act(run_id=run.id, **story.act(who))


def test_nobody_fills_the_queue(story: Story) -> None:
    for seed in range(MOST_OPEN):
        ask(story, question=replace(SMALL, seed=seed))
    with pytest.raises(TooManyRuns):
        ask(story, question=replace(SMALL, seed=99))
    ask(story, "wannes", replace(SMALL, seed=99))


def test_the_database_refuses_two_workers_on_one_question_and_a_changed_result(story: Story) -> None:
    for who in ("pelin", "wannes"):
        ask(story, who)
    with pytest.raises(IntegrityError), transaction.atomic():
        LabRun.objects.update(state="running", attempt=1)
    assert work(story)
    with pytest.raises(DatabaseError), transaction.atomic():
        LabResult.objects.update(content=json.dumps({}).encode())


def test_two_workers_at_once_compute_one_question_once(at_once: AtOnce) -> None:
    story = Story()
    for who in ("pelin", "wannes"):
        ask(story, who)
    counted: list[LabQuestion] = []

    def counts(question: LabQuestion, told: Callable[[int, int], None], made_on: date) -> Computed:
        counted.append(question)
        return Computed(GIVEN)

    assert sorted(map(str, at_once([lambda: work(story, counts)] * 2))) in (["False", "True"], ["True", "True"])
    while work(story, counts):
        pass
    assert len(counted) == 1
    assert set(LabRun.objects.values_list("state", flat=True)) == {"done"}
