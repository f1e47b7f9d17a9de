"""What a counsellor fills in besides hours: why it stops, a new version of a report, a plan, a certificate."""

from typing import Any

from django import forms

from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.course_errors import ReplyMissing
from loopbaankrediet.guidance.course_models import StopReason
from loopbaankrediet.guidance.errors import ReportEmpty
from loopbaankrediet.guidance.paper_models import PaperKind
from loopbaankrediet.guidance.papers import Paper, PersonalisedCertificate, StepPlan
from loopbaankrediet.guidance.stopping import REASONS, Stop
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.web.forms import OptionalText, PlainForm

WORDS = {
    StopReason.GOAL_REACHED: "Het doel is bereikt",
    StopReason.NO_CONTACT: "Ik krijg geen contact meer",
    StopReason.OTHER_HELP: "Andere hulp is nu beter voor mijn klant",
    StopReason.NO_CLICK: "Het klikte niet",
    StopReason.CANNOT_GO_ON: "Ik kan zelf niet verder",
}
REPLY = "Je antwoord aan je klant"
TOO_LONG = {"max_length": f"Hou je tekst onder {WORDS_AT_MOST} tekens."}


class StopForm(PlainForm):
    """Why the counsellor stops; the client reads it."""

    reason = forms.ChoiceField(
        label="Waarom stop je?",
        choices=[(it.value, WORDS[it]) for it in REASONS[Capacity.COUNSELLOR]],
        widget=forms.RadioSelect,
        help_text="Je klant leest dit.",
        error_messages={"required": "Kies waarom je stopt. Je klant heeft recht op een reden."},
    )

    @property
    def stop(self) -> Stop:
        return Stop(reason=self.cleaned_data["reason"])


class VersionForm(PlainForm):
    """The whole text of the next version, and an answer when one was asked."""

    text = forms.CharField(
        label="Het verslag",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Pas de tekst aan. De vorige versie blijft bewaard, met wat je klant erbij schreef.",
        error_messages={"required": ReportEmpty.message},
    )
    reply = OptionalText(
        label=REPLY,
        optional="alleen als je klant een verbetering vroeg",
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=TOO_LONG,
    )


class KeepForm(PlainForm):
    """Why the report stays as it is."""

    reply = forms.CharField(
        label=REPLY,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ReplyMissing.message} | TOO_LONG,
    )


class StepPlanForm(PlainForm):
    goal = forms.CharField(
        label="Waar wil je klant naartoe?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén of twee zinnen, in de woorden van je klant.",
    )
    steps = forms.CharField(
        label="De stappen",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Elke stap op een eigen regel, met wanneer. Bijvoorbeeld: bel twee bedrijven, voor 1 juni.",
    )
    support = OptionalText(
        label="Wie of wat helpt daarbij?",
        optional="mag leeg blijven",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld VDAB, een opleiding of iemand uit de omgeving.",
    )

    @property
    def paper(self) -> Paper:
        values = self.cleaned_data
        steps = tuple(line.strip() for line in values["steps"].splitlines() if line.strip())
        return StepPlan(values["goal"].strip(), steps, values["support"].strip())


class CertificateForm(PlainForm):
    strengths = forms.CharField(
        label="Wat kan je klant goed?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Talenten en vaardigheden die in de gesprekken naar voren kwamen.",
    )
    discovered = forms.CharField(
        label="Wat ontdekte je klant?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf niets over gezondheid: je klant kan dit attest aan anderen tonen.",
    )

    @property
    def paper(self) -> Paper:
        return PersonalisedCertificate(self.cleaned_data["strengths"].strip(), self.cleaned_data["discovered"].strip())


PaperForm = StepPlanForm | CertificateForm
FORMS: dict[PaperKind, type[StepPlanForm] | type[CertificateForm]] = {
    PaperKind.STEP_PLAN: StepPlanForm,
    PaperKind.CERTIFICATE: CertificateForm,
}


def typed(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a version as the form shows it: a line for each step."""
    return {name: value if isinstance(value, str) else "\n".join(value) for name, value in content.items()}
