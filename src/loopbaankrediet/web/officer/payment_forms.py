"""What payments officers write: why, how they know, and which payment a line is."""

from django import forms

from loopbaankrediet.counsellors.errors import CheckMissing, RefusalReasonMissing
from loopbaankrediet.payments.errors import HoldReasonMissing, LineNoteMissing
from loopbaankrediet.web.forms import PlainForm

LONGEST = 1000
SHORT = {"class": "short", "autocomplete": "off", "spellcheck": "false"}


def words(label: str, missing: str, help_text: str = "") -> forms.CharField:
    """A few sentences that must be there."""
    area = forms.Textarea(attrs={"rows": 3})
    errors = {"required": missing}
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=area, error_messages=errors)


class NoteForm(PlainForm):
    """A line that is none of our payments."""

    note = words(
        "Wat is deze boeking, en hoe weet je dat?",
        LineNoteMissing.message,
        "Bijvoorbeeld: bankkosten van februari, nagevraagd bij de bank. Er beweegt geen geld.",
    )


class PairForm(PlainForm):
    """A line that is a payment of ours."""

    end_to_end_id = forms.CharField(
        label="Kenmerk van de betaling",
        help_text="Bijvoorbeeld LK0000001001-1. Het staat bij de betalingen van een opdracht.",
        max_length=35,
        widget=forms.TextInput(attrs=SHORT),
    )
    differs = forms.BooleanField(
        label="Het bedrag verschilt: boek het verschil als kost of winst",
        help_text="Bijvoorbeeld omdat de bank kosten inhield. Een collega keurt ook dat goed.",
        required=False,
    )
    note = words("Hoe weet je dat?", LineNoteMissing.message)


class HoldForm(PlainForm):
    """Whose payments stop, and why."""

    register_number = forms.CharField(
        label="Registernummer",
        help_text="Bijvoorbeeld LB-2027-00001",
        max_length=20,
        widget=forms.TextInput(attrs=SHORT),
    )
    reason = words("Waarom stoppen de betalingen?", HoldReasonMissing.message, "De loopbaanbegeleider leest dit.")


class ReleaseForm(PlainForm):
    reason = words("Waarom mogen de betalingen weer?", HoldReasonMissing.message)


class CheckForm(PlainForm):
    """How an officer made sure that the counsellor herself asked another account."""

    how = words(
        "Hoe keek je het na?",
        CheckMissing.message,
        "Bel het nummer uit het register, nooit een nummer dat je met de vraag kreeg. Schrijf wanneer en met wie.",
    )


class RefuseAccountForm(PlainForm):
    why = words("Waarom verandert de rekening niet?", RefusalReasonMissing.message, "De loopbaanbegeleider leest dit.")
