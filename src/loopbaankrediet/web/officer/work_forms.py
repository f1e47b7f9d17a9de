"""Giving work to a colleague, and what an officer does otherwise than proposed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms

from loopbaankrediet.credit.errors import ClarificationQuestionMissing, DeviationReasonsMissing
from loopbaankrediet.credit.models import Instead
from loopbaankrediet.decree import FACTS
from loopbaankrediet.office.errors import WorkReasonMissing
from loopbaankrediet.web.forms import DayField, PlainForm

LONGEST = 5_000


class GiveForm(PlainForm):
    """To whom, and why."""

    officer = forms.TypedChoiceField(label="Aan wie geef je dit?", coerce=UUID, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Waarom?",
        max_length=500,
        help_text="Schrijf niets over de burger: dit gaat over het werk.",
        error_messages={"required": WorkReasonMissing.message},
    )

    def __init__(self, colleagues: dict[UUID, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [(str(one), name) for one, name in colleagues.items()]  # type: ignore[attr-defined]


class AskForm(PlainForm):
    """A question to the applicant: about which fact, in which words. The question of the law is the start."""

    fact = forms.ChoiceField(label="Over welk gegeven?", widget=forms.RadioSelect)
    question = forms.CharField(
        label="Je vraag",
        max_length=LONGEST,
        help_text="De aanvrager leest dit op de eigen pagina.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": ClarificationQuestionMissing.message},
    )

    def __init__(self, facts: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = [(name, FACTS[name].question) for name in facts]  # type: ignore[attr-defined]


class DeviationForm(PlainForm):
    """What instead of the proposal, until when, and why."""

    until = DayField(label="Tot en met welke dag stel je uit?")
    reasons = forms.CharField(
        label="Waarom doe je iets anders dan het voorstel?",
        max_length=LONGEST,
        help_text="De aanvrager leest dit.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": DeviationReasonsMissing.message},
    )

    def __init__(self, instead: Instead, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": today + timedelta(days=14)}, **kwargs)
        if instead is not Instead.POSTPONE:
            del self.fields["until"]
