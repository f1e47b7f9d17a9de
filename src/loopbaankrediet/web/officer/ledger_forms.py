"""What the auditor asks: an account by its number, and a balance on a chosen day."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.web.forms import DAY_INPUTS, DayField, PlainForm

MOMENT_INPUTS = [f"{day} {hour}" for day in DAY_INPUTS for hour in ("%H.%M", "%H:%M", "%Hu%M")]
LONGEST_SEARCH = 100


class FindAccountForm(PlainForm):
    """A citizen by her file number only; a counsellor as everyone finds her in the register."""

    what = forms.CharField(
        label="Dossiernummer, registernummer of naam van een loopbaanbegeleider",
        help_text="Bijvoorbeeld LK 100 123 of LB-2027-00001. Een burger vind je alleen met haar dossiernummer.",
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Schrijf een dossiernummer, een registernummer of een naam."},
    )


class MomentField(forms.DateTimeField):
    """A moment in Brussels as people write it: 1/3/2027 14.05. A day alone means its end, a minute its last instant."""

    widget = forms.TextInput(attrs={"class": "short"})
    default_error_messages = {"invalid": "Schrijf het moment zo: 1/3/2027 14.05, of alleen de dag."}

    def to_python(self, value: object) -> datetime | None:
        text = " ".join(str(value or "").split())
        for form in (*MOMENT_INPUTS, *DAY_INPUTS):
            try:
                read = datetime.strptime(text, form)  # noqa: DTZ007
            except ValueError:
                continue
            last = read.time() if form in MOMENT_INPUTS else time.max
            return datetime.combine(read.date(), last.replace(second=59, microsecond=999_999), BRUSSELS)
        if text:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return None


class BalanceForm(PlainForm):
    """Asked with GET: it changes nothing, so it carries no act key."""

    act_key = None  # type: ignore[assignment]
    dag = DayField(label="Saldo op het einde van deze dag", required=False)
    geboekt = MomentField(
        label="Zoals geboekt tot en met",
        required=False,
        help_text="Bijvoorbeeld 1/3/2027 of 1/3/2027 14.05. Leeg: met alles wat we nu weten",
    )

    def clean(self) -> None:
        known_at = self.cleaned_data.get("geboekt")
        if not self.errors and not self.cleaned_data.get("dag") and not known_at:
            self.add_error("dag", "Kies een dag, of schrijf tot welk moment geboekt moet zijn.")
        if known_at and known_at.date() > timezone.localdate():
            self.add_error("geboekt", "Dit moment moet nog komen. Kies vandaag of vroeger.")
