"""Forms of a counsellor's own time: kinds as choices, minutes as buttons."""

from django import forms

from loopbaankrediet.practice.models import MOST_MINUTES, WorkKind
from loopbaankrediet.web.counsellor.forms import minutes_field
from loopbaankrediet.web.forms import DayField, PlainForm

TAP_FIRST = {"required": "Kies eerst welk werk je deed, en dan hoeveel minuten."}


class WorkForm(PlainForm):
    """`minutes` comes from the button that was pressed."""

    kind = forms.ChoiceField(
        label="Welk werk?", choices=WorkKind.choices, widget=forms.RadioSelect, error_messages=TAP_FIRST
    )
    done_on = DayField(label="Op welke dag?", required=False)
    minutes = forms.IntegerField(
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.HiddenInput,
        error_messages={"required": "Kies hoeveel minuten het duurde."},
    )


class BurdenForm(PlainForm):
    takes_part = forms.BooleanField(label="Ik meet hoelang administratie duurt", required=False)
    old_minutes = minutes_field(
        label="Hoeveel minuten administratie kostten twee uur begeleiding vroeger, met loopbaancheques?",
        required=False,
        max_value=MOST_MINUTES,
        help_text="Je eigen schatting. Er is geen gemeten cijfer om mee te vergelijken.",
    )


class ToldForm(PlainForm):
    """`minutes` comes from the button that was pressed."""

    minutes = forms.IntegerField(min_value=1, max_value=MOST_MINUTES)
