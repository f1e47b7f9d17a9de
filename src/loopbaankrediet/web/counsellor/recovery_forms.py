"""What a counsellor writes about a recovery: an answer, or a plan of equal months."""

from django import forms

from loopbaankrediet.recovery.errors import AnswerMissing
from loopbaankrediet.web.forms import DayField, PlainForm


class AnswerForm(PlainForm):
    answer = forms.CharField(
        label="Je antwoord",
        help_text="Wat klopt er niet volgens jou? Je kan later nog iets toevoegen.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": AnswerMissing.message},
    )


class KeepForm(PlainForm):
    sure = forms.BooleanField(label="Ja, houd van elke volgende betaling een deel in")


class PlanForm(PlainForm):
    """`most`: the longest plan of today, in months."""

    months = forms.IntegerField(
        label="In hoeveel maanden?",
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        error_messages={"invalid": "Schrijf een heel getal, bijvoorbeeld 6.", "min_value": "Schrijf minstens 1."},
    )
    first_on = DayField(label="Op welke dag betaal je de eerste keer?")

    def __init__(self, *args: object, most: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["months"].help_text = f"Hoogstens {most}. Elke maand betaal je evenveel."

    def clean_months(self) -> int:
        months: int = self.cleaned_data["months"]
        if months > self.most:
            raise forms.ValidationError(f"Een plan duurt hoogstens {self.most} maanden. Lukt dat niet? Bel 1700.")
        return months
