"""What officers fill in about erasing a person."""

from django import forms

from loopbaankrediet.people.errors import DossierMissing
from loopbaankrediet.people.models import Advice
from loopbaankrediet.web.forms import PlainForm


class ProposeErasureForm(PlainForm):
    dossier = forms.CharField(
        label="Nummer van de geschreven beslissing",
        max_length=40,
        help_text="Bijvoorbeeld AVG-2027/17. Schrijf hier geen naam.",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": DossierMissing.message, "max_length": "Hou het onder 40 tekens."},
    )


class AdviceForm(PlainForm):
    advice = forms.ChoiceField(
        label="Wat is je advies?",
        choices=Advice.choices,
        widget=forms.RadioSelect,
        help_text="Je redenen schrijf je in het dossier met dat nummer.",
        error_messages={"required": "Kies je advies."},
    )


class DecideErasureForm(PlainForm):
    """The decision to erase, and nothing else."""
