"""What an hour of guidance leaves a counsellor: for everybody, nothing is kept, every number with its source."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.decree.dated.procedure import choices, procedure
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.practice.income import Income, Practice, Study, fee_per_hour, income_of, study_on
from loopbaankrediet.web.access import public
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.euro_field import EuroField
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.law_words import STATUS
from loopbaankrediet.web.requests import AppRequest

COST_STUDY = "Deloitte voor VDAB, 20 centra, 2023; volgens SERV-advies 2.5"
READING = "cost_study_reading"
MOST_HOURS, MOST_UNPAID = 3_000, 240
WHOLE = {"invalid": "Schrijf een heel getal, bijvoorbeeld 400."}
SHORT = {"inputmode": "numeric", "class": "short", "autocomplete": "off"}


class CostField(EuroField):
    """As an amount, but nothing at all is an answer too."""

    def clean(self, value: object) -> int:
        text = str(value or "").strip()
        return 0 if text in ("", "0", "0,00") else super().clean(value)


class IncomeForm(PlainForm):
    """Read from the address: nothing happens when it is sent, so it needs no key of an act."""

    act_key = None  # type: ignore[assignment]
    btw = forms.ChoiceField(
        label="Reken je btw aan?",
        choices=[("ja", "Ja"), ("nee", "Nee, ik ben vrijgesteld")],
        widget=forms.RadioSelect,
    )
    uren = forms.IntegerField(
        label="Hoeveel uren begeleiding geef je per jaar?",
        min_value=1,
        max_value=MOST_HOURS,
        widget=forms.TextInput(attrs=SHORT),
        error_messages=WHOLE
        | {"min_value": "Schrijf een getal boven 0.", "max_value": f"Schrijf ten hoogste {MOST_HOURS} uren."},
    )
    onbetaald = forms.IntegerField(
        label="Hoeveel minuten onbetaald werk doe je bij elk uur?",
        min_value=0,
        max_value=MOST_UNPAID,
        widget=forms.TextInput(attrs=SHORT),
        help_text="Kennismaking, verslag, nazorg. Meet je dat hier, dan staat je cijfer bij 'Mijn tijd'.",
        error_messages=WHOLE
        | {"min_value": "Schrijf 0 of meer.", "max_value": f"Schrijf ten hoogste {MOST_UNPAID} minuten."},
    )
    kosten = CostField(
        label="Welke kosten heb je per jaar?",
        required=False,
        help_text="Zonder btw: huur, verzekering, software, opleiding. Bijvoorbeeld 9.500,00",
    )

    def practice(self) -> Practice:
        said = self.cleaned_data
        return Practice(said["uren"], said["kosten"], said["onbetaald"], said["btw"] == "nee")


@public
@require_safe
def income(request: AppRequest) -> HttpResponse:
    """The numbers of today; what was typed stands in the address alone."""
    today = request.clock.today()
    form = IncomeForm(request.GET) if "uren" in request.GET else IncomeForm(initial=_start(request))
    found = income_of(form.practice(), on=today) if form.is_bound and form.is_valid() else None
    study = study_on(today)
    context = {
        "form": form,
        "found": found,
        "rows": _rows(found) if found else [],
        "study": study,
        "beside": _beside(found, study) if found else [],
        "fee": fee_per_hour(today),
        "sources": _sources(request),
    }
    return render(request, "web/public/income.html", context, status=422 if form.errors else 200)


def _start(request: AppRequest) -> dict[str, Any]:
    own = request.GET.get("onbetaald", "")
    return {"btw": "ja", "onbetaald": own if own.isdigit() and len(own) < 4 else "15"}


def _rows(found: Income) -> list[SummaryRow]:
    vat = f"{found.vat_percent} % btw, die je doorstort" if found.vat_percent else "Btw: je bent vrijgesteld"
    return [
        SummaryRow("Je krijgt per uur, alles inbegrepen", euro(found.fee_cents_per_hour)),
        SummaryRow("Dat is in een jaar", euro(found.gross_cents)),
        SummaryRow(vat, euro(-found.vat_cents)),
        SummaryRow("Je kosten", euro(-found.costs_cents)),
        SummaryRow("Blijft over in een jaar", euro(found.left_cents)),
        SummaryRow("Gewerkte tijd, betaald en onbetaald", duration(found.worked_minutes)),
    ]


def _beside(found: Income, study: Study) -> list[SummaryRow]:
    kind = "zonder btw" if study.is_net else "met btw"
    share = f"{study.fee_permille // 10},{study.fee_permille % 10} %"
    return [
        SummaryRow(f"Kostenstudie, per uur {kind}", euro(study.cents_per_hour)),
        SummaryRow(f"De vergoeding, per uur {kind}", f"{euro(study.fee_cents)}, dat is {share} van de studie"),
        SummaryRow("Zonder btw, per uur dat je werkt", euro(found.net_per_worked_hour)),
        SummaryRow("Na je kosten, per uur dat je werkt", euro(found.left_per_worked_hour)),
    ]


def _sources(request: AppRequest) -> Table:
    """Each number with where it comes from, and how firm it is."""
    today = request.clock.today()
    study, vat = (procedure()[name].on(today, today) for name in ("cost_study_cents_per_hour", "vat_percent"))
    fee = ["De vergoeding per uur", euro(fee_per_hour(today)), "Nota bij het voorontwerp, SERV-advies 2.5"]
    rows: list[list[Cell | str]] = [
        [*fee, STATUS["draft"]],
        ["De kostenstudie per uur", euro(study.value), COST_STUDY, STATUS[study.status]],
        ["Btw", f"{vat.value} %", vat.source, STATUS[vat.status]],
    ]
    for label, name in (("Wie vrijgesteld is, krijgt", "vat_exempt_treatment"), ("De studie lezen we", READING)):
        record = choices()[name]
        chosen = record.on(today, today)
        rows.append([label, record.allowed[chosen.value[0]], chosen.source, STATUS[chosen.status]])
    return Table("Waar deze cijfers vandaan komen", [Column(n) for n in ("Cijfer", "Nu", "Bron", "Zekerheid")], rows)
