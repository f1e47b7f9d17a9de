"""The forms of the demonstration."""

from datetime import date

from django import forms
from django.conf import settings

from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.templatetags.dutch import day

LAST_DAY = date(2035, 12, 31)


class ClockForm(PlainForm):
    """A legal day, never before the first day of the demonstration."""

    day = DayField(label="Nieuwe wettelijke dag")

    def clean_day(self) -> date:
        chosen: date = self.cleaned_data["day"]
        start = settings.LEGAL_CLOCK_START
        if start and chosen < (first := date.fromisoformat(start)):
            raise forms.ValidationError(f"De demonstratie begint op {day(first)}. Kies die dag of een latere.")
        if chosen > LAST_DAY:
            raise forms.ValidationError(f"Kies een dag tot en met {day(LAST_DAY)}: zo ver kijkt de demonstratie.")
        return chosen


class StepForm(PlainForm):
    """One button that moves to a day; a double click moves once."""

    day = forms.DateField(widget=forms.HiddenInput(attrs={"id": False}))
