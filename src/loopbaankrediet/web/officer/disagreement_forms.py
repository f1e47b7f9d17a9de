"""What an officer answers to a request to look again, or to a complaint."""

from django import forms

from loopbaankrediet.objections.actions import CHARACTERS
from loopbaankrediet.objections.errors import GroundsMissing
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.objection_words import FOR_OFFICER


class AnswerObjectionForm(PlainForm):
    outcome = forms.ChoiceField(
        label="Wat is je antwoord?",
        choices=[(outcome.value, label) for outcome, label in FOR_OFFICER.items()],
        help_text="Gegrond of deels gegrond? Dan gaat een geweigerde aanvraag weer open, "
        "en komt ingetrokken krediet terug.",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies je antwoord."},
    )
    grounds = forms.CharField(
        label="Waarom?",
        max_length=CHARACTERS,
        help_text="De burger leest dit. Antwoord op alles wat hierboven staat.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": GroundsMissing.message, "max_length": f"Hou het onder {CHARACTERS} tekens."},
    )
