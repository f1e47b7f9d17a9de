"""Runs and results as the pages read them."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.labruns.models import LabFile, LabRun
from loopbaankrediet.labruns.states import OPEN, RUN_TABLE, RunState


@dataclass(frozen=True)
class RunView:
    """One run. `asked_by` is empty for the platform's own; `result_key` until there is a result."""

    id: UUID
    state: RunState
    asked_by: str
    scenarios: tuple[str, ...]
    amounts: tuple[tuple[str, int], ...]
    years: int
    draws: int
    seed: int
    schooling: str
    known_on: date
    law_hash: str
    asked_at: datetime
    ended_at: datetime | None
    done: int
    failure: str
    result_key: str

    @property
    def percent(self) -> int:
        return 100 * self.done // self.draws

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def can_ask_again(self) -> bool:
        return RUN_TABLE.allows(self.state, "ask_again")


@dataclass(frozen=True)
class ResultView:
    """What a question gave: `content` as `policylab.reports.as_dict` has it, with the names of the figures."""

    key: str
    law_hash: str
    made_on: date
    content: dict[str, Any]


def runs() -> "QuerySet[LabRun]":
    """Every run, the newest first; `run_view` makes each of them readable."""
    return LabRun.objects.select_related("asked_by").order_by("-asked_at", "-id")


def run_of(run_id: UUID) -> RunView:
    """Raises NotFound."""
    found = LabRun.objects.select_related("asked_by", "result").defer("result__content").filter(id=run_id).first()
    if found is None:
        raise NotFound
    return run_view(found, found.result.key if found.result else "")


def run_view(run: LabRun, result_key: str = "") -> RunView:
    return RunView(
        run.id,
        RunState(run.state),
        str(run.asked_by.full_name) if run.asked_by else "",
        tuple(run.scenarios),
        tuple((name, value) for name, value in run.amounts),
        run.years,
        run.draws,
        run.seed,
        run.schooling,
        run.known_on,
        run.law_hash,
        run.asked_at,
        run.ended_at,
        run.done,
        run.failure,
        result_key,
    )


def result_of(run_id: UUID) -> ResultView:
    """The result of a run that is done. Raises NotFound."""
    return _result(LabRun.objects.filter(id=run_id))


def newest_standard() -> ResultView | None:
    """The last result of the standard scenarios; None while there is none yet."""
    found = _standard().order_by("-ended_at", "-id")
    return _result(found) if found.exists() else None


def public_result(key: str) -> ResultView:
    """A result of the standard scenarios, also an older one. Raises NotFound, also for what an analyst asked."""
    return _result(_standard().filter(result__key=key))


def file_of(run_id: UUID, kind: str) -> bytes:
    """A result of a run as a file of that kind. Raises NotFound."""
    return _file(LabFile.objects.filter(result__in=LabRun.objects.filter(id=run_id).values("result")), kind)


def public_file(key: str, kind: str) -> bytes:
    """A result of the standard scenarios as a file. Raises NotFound, also for what an analyst asked."""
    return _file(LabFile.objects.filter(result__in=_standard().filter(result__key=key).values("result")), kind)


def _file(found: "QuerySet[LabFile]", kind: str) -> bytes:
    content = found.filter(kind=kind).values_list("content", flat=True).first()
    if content is None:
        raise NotFound
    return bytes(content)


def older_standards() -> list[tuple[str, date]]:
    """Every result of the standard scenarios, the newest first: its key and its day."""
    found = _standard().order_by("-ended_at", "-id").values_list("result__key", "result__made_on")
    return [(str(key), on) for key, on in found]


def _standard() -> "QuerySet[LabRun]":
    return LabRun.objects.filter(asked_by=None, state=RunState.DONE)


def _result(found: "QuerySet[LabRun]") -> ResultView:
    run = found.select_related("result").first()
    if run is None or run.result is None:
        raise NotFound
    result = run.result
    return ResultView(result.key, result.law_hash, result.made_on, json.loads(bytes(result.content)))
