"""Which files are alike, and what was wrong."""

from django import forms

from loopbaankrediet.credit.alike import Selection
from loopbaankrediet.credit.errors import RedecisionWhyMissing
from loopbaankrediet.credit.models import Again, DecisionKind
from loopbaankrediet.decree import FACTS
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.web.forms import OptionalText, PlainForm

ANY = ("", "Maakt niet uit")
KINDS = [ANY, (DecisionKind.GRANT.value, "Toekenning"), (DecisionKind.REFUSAL.value, "Weigering")]


class RedecisionForm(PlainForm):
    """At least one mark; all that are chosen must fit."""

    again = forms.TypedChoiceField(
        label="Wat doen we anders?", choices=Again.choices, coerce=Again, widget=forms.RadioSelect
    )
    fact = forms.ChoiceField(
        label="Over welk gegeven?",
        required=False,
        choices=[ANY, *((name, spec.label) for name, spec in FACTS.items())],
    )
    source = OptionalText(label="Uit welke bron?", optional="zoals ze in het dossier staat", max_length=200)
    rule = forms.ChoiceField(
        label="Welke voorwaarde gaf de doorslag?",
        required=False,
        choices=[ANY, *((name, versions[0].reference) for name, versions in LAW.versions.items())],
    )
    law_hash = OptionalText(
        label="Kenmerk van de versie van de wet", optional="de eerste tekens volstaan", max_length=80
    )
    kind = forms.ChoiceField(label="Welke beslissing?", required=False, choices=KINDS)
    why = forms.CharField(
        label="Welke fout was er?", max_length=1_000, error_messages={"required": RedecisionWhyMissing.message}
    )

    def selection(self) -> Selection:
        """What was chosen, of a valid form."""
        data = self.cleaned_data
        digest = data["law_hash"].strip()
        return Selection(
            data["fact"],
            data["source"].strip(),
            data["rule"],
            digest if not digest or digest.startswith("sha256:") else f"sha256:{digest}",
            data["kind"],
        )
