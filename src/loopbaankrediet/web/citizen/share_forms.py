"""The form with which a citizen reports that more was asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from loopbaankrediet.contributions.actions.reporting import TEXT_CHARACTERS, Asked
from loopbaankrediet.contributions.models import WhatFor
from loopbaankrediet.web.euro_field import EuroField
from loopbaankrediet.web.forms import OptionalText, PlainForm


class SurchargeForm(PlainForm):
    """`tracks`: (id, counsellor) of everyone she ever was with."""

    track = forms.ChoiceField(label=gettext_lazy("Wie vroeg meer?"), widget=forms.RadioSelect)
    cents = EuroField(label=gettext_lazy("Hoeveel vroeg die persoon extra?"))
    what_for = forms.ChoiceField(label="Waarvoor?", choices=WhatFor.choices, widget=forms.RadioSelect)
    text = OptionalText(
        label=gettext_lazy("Wat gebeurde er?"),
        optional=gettext_lazy("mag je leeg laten"),
        max_length=TEXT_CHARACTERS,
        help_text=gettext_lazy("Alleen de medewerker die je melding nakijkt, leest dit. Je begeleider niet."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": format_lazy(
                gettext_lazy("Je tekst is te lang. Hou ze onder {most} tekens."), most=TEXT_CHARACTERS
            )
        },
    )

    def __init__(self, *args: Any, tracks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["track"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = tracks

    @property
    def asked(self) -> Asked:
        values = self.cleaned_data
        return Asked(values["cents"], WhatFor(values["what_for"]), values["text"])
