"""What officers note of own contributions and of reports of a surcharge."""

from django import forms

from loopbaankrediet.contributions.errors import DecisionReasonMissing, ReplyMissing
from loopbaankrediet.contributions.models import Way
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.web.euro_field import EuroField
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.officer.payment_forms import SHORT, words


class PlaceForm(PlainForm):
    """For which module a credit is."""

    ogm = forms.CharField(
        label="Mededeling van de module",
        help_text="Bijvoorbeeld +++500/0000/01234+++. De burger ziet ze bij de module.",
        max_length=40,
        widget=forms.TextInput(attrs=SHORT),
    )


class SentForm(PlainForm):
    sent_on = DayField(label="Wanneer stortte je het terug?")


class RefundShareForm(PlainForm):
    """What the platform paid back to a citizen."""

    cents = EuroField(label="Teruggestort bedrag")
    paid_on = DayField(label="Wanneer stortte je het terug?")

    @property
    def paid(self) -> Paid:
        return Paid(self.cleaned_data["cents"], self.cleaned_data["paid_on"], Way.TRANSFER)


class HeardForm(PlainForm):
    text = words(
        "Wat zei de begeleider?", ReplyMissing.message, "Bel het nummer uit het register. Schrijf wanneer en met wie."
    )


class DecideForm(PlainForm):
    founded = forms.TypedChoiceField(
        label="Klopt de melding?",
        coerce=lambda value: value == "ja",
        choices=[("ja", "Ja: er is te veel gevraagd"), ("nee", "Nee: de melding is niet gegrond")],
        widget=forms.RadioSelect,
    )
    reason = words("Waarom?", DecisionReasonMissing.message, "De burger en de begeleider lezen dit allebei.")
