"""What an officer enters of the department's own costs."""

import re

from django import forms

from loopbaankrediet.budget.errors import CostNotPositive, CostSourceMissing
from loopbaankrediet.budget.models import CostKind
from loopbaankrediet.web.forms import PlainForm

EURO = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d{1,11})(?:,(\d{2}))?")


class EuroField(forms.CharField):
    """An amount as people write it in Belgium; gives cents."""

    default_error_messages = {"invalid": "Schrijf het bedrag zo: 12.500,00 of 12500."}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"})

    def clean(self, value: object) -> int:
        text: str = super().clean(value)
        found = EURO.fullmatch(text.strip())
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(re.sub(r"\D", "", found[1])) * 100 + int(found[2] or 0)


class CostForm(PlainForm):
    """One amount with where it comes from; a colleague confirms it."""

    kind = forms.ChoiceField(label="Waarvoor", choices=CostKind.choices, widget=forms.RadioSelect)
    cents = EuroField(
        label="Bedrag in euro", help_text="Bijvoorbeeld 12.500,00", error_messages={"required": CostNotPositive.message}
    )
    source = forms.CharField(
        label="Waar komt dit bedrag vandaan?", max_length=300, error_messages={"required": CostSourceMissing.message}
    )
