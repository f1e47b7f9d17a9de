"""Forms of what happens on the way: stopping with a reason, mending a report, answering a paper, a survey."""

from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from loopbaankrediet.evaluation.actions import SCORES, Answer
from loopbaankrediet.evaluation.models import Wave
from loopbaankrediet.guidance.actions.disputes import WORDS_AT_MOST
from loopbaankrediet.guidance.course_errors import CorrectionMissing
from loopbaankrediet.guidance.course_models import StopKind, StopReason
from loopbaankrediet.guidance.errors import NoteMissing
from loopbaankrediet.guidance.stopping import REASONS, Stop
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.web.forms import OptionalText, PlainForm

TOO_LONG = {"max_length": format_lazy(gettext_lazy("Hou je tekst onder {most} tekens."), most=WORDS_AT_MOST)}
UNSAID = "none"
WORDS = {
    StopReason.GOAL_REACHED: gettext_noop("Ik heb wat ik zocht"),
    StopReason.OTHER_COUNSELLOR: gettext_noop("Ik wil naar een andere begeleider"),
    StopReason.NO_CLICK: gettext_noop("Het klikte niet"),
    StopReason.NO_TIME: gettext_noop("Ik heb er geen tijd meer voor"),
    StopReason.TOO_FAR: gettext_noop("De plaats of de vorm past niet"),
    StopReason.CIRCUMSTANCES: gettext_noop("Er veranderde iets in mijn leven of mijn werk"),
}
DISAGREES = "no"


class StopForm(PlainForm):
    """Why she stops, if she likes to say it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom stop je?"),
        choices=[(UNSAID, gettext_lazy("Dat zeg ik liever niet"))]
        + [(it.value, WORDS[it]) for it in REASONS[Capacity.CITIZEN]],
        initial=UNSAID,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Je hoeft dit niet te zeggen. We tellen alleen hoe vaak elke reden voorkomt."),
    )

    @property
    def stop(self) -> Stop:
        """Who wants another counsellor switches; anyone else ends early."""
        reason = self.cleaned_data["reason"]
        kind = StopKind.SWITCHED if reason == StopReason.OTHER_COUNSELLOR else StopKind.EARLY
        return Stop(kind, reason.removeprefix(UNSAID))


class CorrectionForm(PlainForm):
    """What must be better in a report."""

    text = forms.CharField(
        label=gettext_lazy("Wat moet er anders in het verslag?"),
        max_length=WORDS_AT_MOST,
        help_text=gettext_lazy("Alleen je begeleider leest dit, en antwoordt je."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": CorrectionMissing.message, **TOO_LONG},
    )


class PaperAnswerForm(PlainForm):
    """Whether she agrees with a plan or certificate, and a note."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Ga je akkoord met dit document?"),
        choices=[("yes", gettext_lazy("Ja, ik ga akkoord")), (DISAGREES, gettext_lazy("Nee, ik ben het niet eens"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of je akkoord gaat.")},
    )
    note = OptionalText(
        label=gettext_lazy("Wil je er iets bij schrijven?"),
        optional=gettext_lazy("verplicht als je het niet eens bent"),
        max_length=WORDS_AT_MOST,
        help_text=gettext_lazy("Je woorden staan voortaan bij dit document."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=TOO_LONG,
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("agrees") == DISAGREES and not values.get("note"):
            self.add_error("note", NoteMissing.message)
        return values

    @property
    def values(self) -> dict[str, Any]:
        return {"agrees": self.cleaned_data["agrees"] != DISAGREES, "note": self.cleaned_data["note"]}


GOALS = {
    Wave.BEFORE: gettext_noop("Ik weet wat ik met mijn loopbaan wil."),
    Wave.AFTER: gettext_noop("Ik weet wat ik met mijn loopbaan wil."),
    Wave.LATER: gettext_noop("Ik sta dichter bij wat ik met mijn loopbaan wil."),
}
CONTENT = (
    gettext_noop("heel ontevreden"),
    gettext_noop("ontevreden"),
    gettext_noop("tussenin"),
    gettext_noop("tevreden"),
    gettext_noop("heel tevreden"),
)
AGREED = (
    gettext_noop("helemaal niet waar"),
    gettext_noop("eerder niet waar"),
    gettext_noop("tussenin"),
    gettext_noop("eerder waar"),
    gettext_noop("helemaal waar"),
)


def _scores(label: str, words: tuple[str, ...]) -> forms.TypedChoiceField:
    choices = [(str(score), capfirst(gettext(word))) for score, word in zip(SCORES, words, strict=True)]
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )


class SurveyForm(PlainForm):
    """Two questions, each of which may stay open."""

    def __init__(self, *args: Any, wave: Wave, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["satisfaction"] = _scores(gettext("Hoe tevreden ben je nu over je werk?"), CONTENT)
        self.fields["goal"] = _scores(
            (gettext("Past deze zin bij jou? “%(value)s”") % {"value": gettext(GOALS[wave])}), AGREED
        )

    @property
    def answer(self) -> Answer:
        return Answer(self.cleaned_data["satisfaction"], self.cleaned_data["goal"])
