"""What a registrar and a member of the panel fill in about registrations, measures, roles and methods."""

from django import forms
from django.conf import settings

from loopbaankrediet.counsellors.files.errors import ReasonsMissing
from loopbaankrediet.counsellors.measures.models import MeasureGround, MeasureKind
from loopbaankrediet.counsellors.organisations.models import OrganisationPart
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.web.forms import DayField, PlainForm

WORDS_AT_MOST = 5_000


def words(label: str, missing: str, help_text: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS_AT_MOST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing, "max_length": f"Hou het onder {WORDS_AT_MOST} tekens."},
    )


def yes_or_no(label: str, yes: str, no: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("ja", yes), ("nee", no)],
        coerce=lambda text: text == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de twee."},
    )


class JudgeForm(PlainForm):
    """Whether what is shown is enough, and if not, why not."""

    accepted = yes_or_no("Volstaat dit bewijs?", "Ja, aanvaard", "Nee, niet aanvaard")
    why = words(
        "Waarom niet?",
        "Schrijf waarom niet.",
        "Alleen als je het niet aanvaardt. De kandidaat leest dit.",
        required=False,
    )


class ReasonsForm(PlainForm):
    reasons = words("Waarom?", ReasonsMissing.message, "De kandidaat leest dit in de brief.")


class OpenMeasureForm(PlainForm):
    kind = forms.ChoiceField(
        label="Welke maatregel?",
        choices=MeasureKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een maatregel."},
    )
    ground = forms.ChoiceField(
        label="Op welke grond?",
        choices=MeasureGround.choices,
        help_text="Een sanctie kan pas als de regels daarover er zijn.",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een grond."},
    )
    why = words("Waarom?", "Schrijf waarom.", "De loopbaanbegeleider leest dit, en kan erop antwoorden.")


class HearMeasureForm(PlainForm):
    answer = words("Wat zei de loopbaanbegeleider?", "Schrijf wat gezegd werd.", "Na een gesprek of een telefoon.")


class ImposeForm(PlainForm):
    from_on = DayField(label="Vanaf welke dag geldt het?")
    until_on = DayField(
        label="Tot en met welke dag?", required=False, help_text="Alleen bij een schorsing. Leeg is zonder einddag."
    )
    reasons = words("Waarom beslis je zo?", "Schrijf de redenen.", "De loopbaanbegeleider leest dit.")


class DropForm(PlainForm):
    reasons = words("Waarom gebeurt er niets?", "Schrijf de redenen.", "De loopbaanbegeleider leest dit.")


class LiftForm(PlainForm):
    reasons = words("Waarom hef je ze op?", "Schrijf de redenen.", "De loopbaanbegeleider leest dit.")


class RoleForm(PlainForm):
    """Somebody who represents or manages an enterprise."""

    national_number = forms.CharField(
        label="Rijksregisternummer of BIS-nummer", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    given_name = forms.CharField(label="Voornaam", max_length=100)
    family_name = forms.CharField(label="Familienaam", max_length=100)
    part = forms.ChoiceField(label="Rol", choices=OrganisationPart.choices, widget=forms.RadioSelect)

    def clean_national_number(self) -> NationalNumber:
        try:
            return NationalNumber.parse(self.cleaned_data["national_number"], allow_test=settings.ALLOW_TST_INSZ)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error


class ReviewForm(PlainForm):
    is_founded = yes_or_no("Is deze methodiek wetenschappelijk onderbouwd?", "Ja, onderbouwd", "Nee, niet onderbouwd")
    reasons = words(
        "Waarom?", "Schrijf je redenen.", "Iedereen kan dit lezen in de catalogus. Je naam staat er niet bij."
    )


class WithdrawMethodForm(PlainForm):
    from_on = DayField(label="Vanaf welke dag telt ze niet meer?")
    why = words("Waarom?", "Schrijf je redenen.", "Iedereen kan dit lezen in de catalogus.")
