"""What an applicant answers to a question about her application."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from loopbaankrediet.credit.clarifications import choices_for
from loopbaankrediet.web.forms import PlainForm

LONGEST = 5_000


class AnswerForm(PlainForm):
    """The applicant's answer: a choice where the fact has choices, and her own words."""

    choice = forms.ChoiceField(label=gettext_lazy("Je antwoord"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Wil je er iets bij schrijven?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, fact: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, gettext(label)) for value, label in choices_for(fact)]
        if choices:
            self.fields["choice"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["choice"]
            self.fields["text"].label = gettext("Je antwoord")
