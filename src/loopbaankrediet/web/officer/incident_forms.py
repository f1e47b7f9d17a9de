"""Stopping a part of the platform, and proposing to start it again."""

from typing import Any

from django import forms

from loopbaankrediet.office.errors import IncidentWordsMissing, MendedMissing
from loopbaankrediet.office.models import Stops
from loopbaankrediet.web.forms import PlainForm

LONGEST = 500


class StopForm(PlainForm):
    """What stands still, what people read, and why (for colleagues)."""

    stops = forms.TypedChoiceField(label="Wat zet je stil?", coerce=Stops, widget=forms.RadioSelect)
    told = forms.CharField(
        label="Wat leest wie dit treft?",
        max_length=LONGEST,
        help_text="Staat op elke pagina. Schrijf wat er is en wanneer het beter gaat.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": IncidentWordsMissing.message},
    )
    why = forms.CharField(
        label="Wat is er mis? (voor collega's)",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": IncidentWordsMissing.message},
    )

    def __init__(self, may: list[Stops], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stops"].choices = [(one.value, one.label) for one in may]  # type: ignore[attr-defined]


class MendedForm(PlainForm):
    """What was mended, for the colleague who lets it start."""

    mended = forms.CharField(
        label="Wat is hersteld?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": MendedMissing.message},
    )
