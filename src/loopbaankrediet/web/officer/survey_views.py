"""Surveys in counts: how many were asked, how many answered, and averages where enough did."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.evaluation.queries import WaveCount, counts, refusals
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.web.access import requires_role
from loopbaankrediet.web.components import Column, Table
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.AUDITOR)
@require_safe
def surveys(request: AppRequest) -> HttpResponse:
    today = request.clock.today()
    columns = [
        Column("Vragenlijst"),
        *(Column(name, numeric=True) for name in ("Gevraagd", "Beantwoord", "Werk", "Doel")),
    ]
    context = {
        "table": Table("Vragenlijsten", columns, [_row(found) for found in counts(today=today)]),
        "refused": refusals(),
        "least": term("survey_least_answers", on=today),
    }
    return render(request, "web/officer/surveys.html", context)


def _row(found: WaveCount) -> list[str]:
    scores = [_score(found.satisfaction), _score(found.goal)]
    return [str(found.wave.label), str(found.asked), str(found.answered), *scores]


def _score(tenths: int | None) -> str:
    return "te weinig antwoorden" if tenths is None else f"{tenths // 10},{tenths % 10} op 5"
