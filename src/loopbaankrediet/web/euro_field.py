"""An amount in euro as people in Belgium type it: 50, 50,00 or 1.250,50."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from loopbaankrediet.contributions.errors import AmountNotAboveZero

MOST_CENTS = 10_000_000
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(\d{1,2}))?")


class EuroField(forms.CharField):
    """Gives cents, above zero and at most 100,000 euro."""

    default_error_messages = {
        "invalid": gettext_lazy("Schrijf het bedrag zo: 50 of 12,50."),
        "too_much": gettext_lazy("Dit bedrag is te hoog. Kijk na wat je typte."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off"}
        defaults: dict[str, Any] = {
            "widget": forms.TextInput(attrs=attrs),
            "help_text": gettext_lazy("In euro, bijvoorbeeld 12,50"),
        }
        super().__init__(**defaults | kwargs)

    def prepare_value(self, value: object) -> object:
        """Cents as typed text; what a visitor typed stays as it is."""
        return f"{value // 100},{value % 100:02d}" if isinstance(value, int) else value

    def clean(self, value: object) -> int:
        text = str(super().clean(value)).replace("\u00a0", "").replace(" ", "").removeprefix("€").removesuffix("euro")
        found = _AMOUNT.fullmatch(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        cents = int(found[1].replace(".", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
        if cents == 0:
            raise forms.ValidationError(AmountNotAboveZero.message, code="invalid")
        if cents > MOST_CENTS:
            raise forms.ValidationError(self.error_messages["too_much"], code="too_much")
        return cents
