"""What a citizen writes when she does not agree, complains, wants to speak with somebody, or says what it is about."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from loopbaankrediet.appointments.actions import CHARACTERS as ABOUT_CHARACTERS
from loopbaankrediet.appointments.models import Way
from loopbaankrediet.appointments.slots import Slot
from loopbaankrediet.guidance.career_question import CHARACTERS as QUESTION_CHARACTERS
from loopbaankrediet.kernel.phone import PhoneRefused
from loopbaankrediet.objections.actions import CHARACTERS
from loopbaankrediet.objections.errors import WordsMissing
from loopbaankrediet.objections.models import Topic
from loopbaankrediet.web.appointment_words import time_words
from loopbaankrediet.web.forms import OptionalText, PlainForm
from loopbaankrediet.web.templatetags.dutch import day

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

BETWEEN = "/"


def _words(label: "StrPromise", help_text: "StrPromise") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=CHARACTERS,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": WordsMissing.message,
            "max_length": (
                format_lazy(gettext_lazy("Je tekst is te lang. Hou hem onder {most} tekens."), most=CHARACTERS)
            ),
        },
    )


class ContestDecisionForm(PlainForm):
    words = _words(
        gettext_lazy("Wat klopt er niet?"),
        gettext_lazy("Schrijf in je eigen woorden waarom je het niet eens bent. Vertel ook welk bewijs je hebt."),
    )


class ComplaintForm(PlainForm):
    topic = forms.ChoiceField(
        label=gettext_lazy("Waarover gaat je klacht?"),
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waarover je klacht gaat. Twijfel je? Kies 'Iets anders'.")},
    )
    words = _words(
        gettext_lazy("Wat is er gebeurd?"),
        gettext_lazy("Schrijf wanneer het was, met wie, en wat je graag anders had gezien."),
    )


class CareerQuestionForm(PlainForm):
    text = OptionalText(
        label=gettext_lazy("Waar wil je het over hebben?"),
        optional=gettext_lazy("mag leeg blijven"),
        max_length=QUESTION_CHARACTERS,
        help_text=gettext_lazy("Bijvoorbeeld: ik wil minder avondwerk, of ik weet niet wat ik nog kan worden."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "max_length": format_lazy(
                gettext_lazy("Je tekst is te lang. Hou hem onder {most} tekens."), most=QUESTION_CHARACTERS
            )
        },
    )


class AppointmentForm(PlainForm):
    """Which way, and one of the moments that are free now."""

    way = forms.ChoiceField(
        label=gettext_lazy("Hoe wil je spreken?"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of we je bellen, of dat je langskomt.")},
    )
    phone = OptionalText(
        label=gettext_lazy("Op welk nummer bellen we je?"),
        optional=gettext_lazy("alleen als we je bellen"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "short"}),
    )
    slot = forms.ChoiceField(
        label="Wanneer?",
        error_messages={
            "required": gettext_lazy("Kies een dag en een uur."),
            "invalid_choice": gettext_lazy("Dit moment is niet meer vrij."),
        },
    )
    about = OptionalText(
        label=gettext_lazy("Waarover wil je spreken?"),
        optional=gettext_lazy("mag leeg blijven"),
        max_length=ABOUT_CHARACTERS,
        help_text=gettext_lazy("Dan kan de medewerker je gesprek voorbereiden."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": format_lazy(gettext_lazy("Hou je tekst onder {most} tekens."), most=ABOUT_CHARACTERS)
        },
    )

    def __init__(self, *args: Any, slots: Iterable[Slot], **kwargs: Any) -> None:
        """`slots`: all that are offered, so that the act itself says that one is just taken."""
        super().__init__(*args, **kwargs)
        self.slots = {_value(slot): slot for slot in slots}
        self.show(self.slots.values())

    def show(self, slots: Iterable[Slot]) -> None:
        """Only these can be chosen with the next press."""
        field = self.fields["slot"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("Kies een moment")), *_by_day(slots)]

    def clean_slot(self) -> Slot:
        return self.slots[self.cleaned_data["slot"]]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("way") == Way.PHONE and not values.get("phone"):
            self.add_domain_error(PhoneRefused())
        return values


def _by_day(slots: Iterable[Slot]) -> list[tuple[str, list[tuple[str, str]]]]:
    grouped = groupby(slots, key=lambda slot: slot.held_on)
    return [(day(held_on), [(_value(slot), _label(slot)) for slot in found]) for held_on, found in grouped]


def _label(slot: Slot) -> str:
    return f"{day(slot.held_on)}, {time_words(slot)}"


def _value(slot: Slot) -> str:
    return f"{slot.held_on.isoformat()}{BETWEEN}{slot.starts}"
