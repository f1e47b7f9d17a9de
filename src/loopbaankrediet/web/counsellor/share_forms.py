"""What a counsellor notes of the own contribution of a client."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from loopbaankrediet.contributions.actions.collecting import REASON_CHARACTERS
from loopbaankrediet.contributions.actions.reporting import TEXT_CHARACTERS
from loopbaankrediet.contributions.errors import CorrectionReasonMissing, ReplyMissing
from loopbaankrediet.contributions.models import Payer, VatRegime, Way
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.web.euro_field import EuroField
from loopbaankrediet.web.forms import DayField, PlainForm


class PaidForm(PlainForm):
    """Money that changed hands: how much, when and in which way."""

    cents = EuroField(label="Bedrag")
    paid_on = DayField(label="Dag van de betaling")
    way = forms.ChoiceField(label="Hoe?", choices=Way.choices, widget=forms.RadioSelect)

    @property
    def paid(self) -> Paid:
        values = self.cleaned_data
        payer = Payer(values.get("payer", Payer.CITIZEN))
        return Paid(values["cents"], values["paid_on"], Way(values["way"]), payer)


class PaymentForm(PaidForm):
    """`modules`: (number, words) of every module that can still be paid."""

    module = forms.TypedChoiceField(label="Voor welke module?", coerce=int, widget=forms.RadioSelect)
    payer = forms.ChoiceField(
        label="Wie betaalde?",
        choices=Payer.choices,
        widget=forms.RadioSelect,
        help_text="Een werkgever mag betalen. We houden het alleen bij.",
    )
    field_order = ("module", "cents", "paid_on", "way", "payer")

    def __init__(self, *args: Any, modules: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["module"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = modules


class RefundForm(PaidForm):
    """What was given back for one module; each form on a page has its own ids."""

    def __init__(self, *args: Any, module_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"terug_{module_id.hex}_%s", **kwargs)


class CorrectionForm(PlainForm):
    reason = forms.CharField(
        label="Wat was er fout?",
        max_length=REASON_CHARACTERS,
        help_text="Eén regel, bijvoorbeeld: verkeerd bedrag. Je klant leest dit ook.",
        error_messages={"required": CorrectionReasonMissing.message},
    )


class VatForm(PlainForm):
    regime = forms.ChoiceField(
        label="Hoe zit het met je btw?",
        choices=VatRegime.choices,
        widget=forms.RadioSelect,
        help_text="Dit verandert geen enkel bedrag. Het staat alleen op de bewijzen, ter informatie.",
    )


class PaidBackForm(PlainForm):
    """When a surcharge was given back."""

    paid_on = DayField(label="Wanneer gaf je het terug?")


class AnswerForm(PlainForm):
    text = forms.CharField(
        label="Wat zeg jij hierop?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=TEXT_CHARACTERS,
        help_text="De medewerker die dit nakijkt, leest je antwoord.",
        error_messages={"required": ReplyMissing.message},
    )
