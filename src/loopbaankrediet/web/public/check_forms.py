"""One question of the public check as a form: a choice, a number in years or hours, or a number known in part."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from loopbaankrediet import decree
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.in_words import amount
from loopbaankrediet.web.public.check_answers import UNKNOWN, read_value, text_of

EXACT, PARTLY = "juist", "ongeveer"

# A number is asked in years or hours, so these questions do not name the unit that the law counts in.
QUESTIONS = {
    "seniority_months": _("Hoelang heb je in je loopbaan gewerkt?"),
    "credit_minutes_granted": _("Hoeveel loopbaankrediet kreeg je al?"),
}
HINTS = {
    "residence": _("De Europese Economische Ruimte is de Europese Unie, met IJsland, Liechtenstein en Noorwegen."),
    "workplace": _("De Europese Economische Ruimte is de Europese Unie, met IJsland, Liechtenstein en Noorwegen."),
    "seniority_months": _(
        "Tel de tijd van al je jobs, ook in het buitenland. Deeltijds telt helemaal mee. "
        "Ziekte, moederschapsverlof en ouderschapsverlof tellen ook mee."
    ),
    "schooling": _("Je diploma bepaalt wat je zelf betaalt."),
    "vouchers_used": _(
        "Je vroeg ze aan bij VDAB. Tel alleen cheques waarmee je minstens één uur begeleiding kreeg. "
        "Gebruikte je er nooit een? Vul 0 in."
    ),
    "credit_minutes_granted": _("Kreeg je het nog nooit? Vul 0 in."),
}


class Part(NamedTuple):
    """One box of a number: its label, and how much one of it counts."""

    name: str
    label: str
    size: int


PARTS = {
    decree.Unit.MONTHS: (Part("jaren", _("Jaren"), 12), Part("maanden", _("Maanden"), 1)),
    decree.Unit.MINUTES: (Part("uren", _("Uren"), 60), Part("minuten", _("Minuten"), 1)),
    decree.Unit.VOUCHERS: (Part("aantal", _("Aantal loopbaancheques"), 1),),
}
ENDS = {EXACT: (("juist", ""),), PARTLY: (("minstens", _("Minstens")), ("hoogstens", _("Hoogstens")))}


class Question(PlainForm):
    """`answer` holds the value of a valid form. Nothing happens when it is sent, so it needs no key of an act."""

    act_key = None  # type: ignore[assignment]
    manner = EXACT
    answer: decree.FactValue = None

    def __init__(self, spec: decree.FactSpec, data: Any = None) -> None:
        self.spec = spec
        self.question = gettext(QUESTIONS.get(spec.name, spec.question))
        self.hint = gettext(HINTS[spec.name]) if spec.name in HINTS else ""
        super().__init__(data)


class ChoiceQuestion(Question):
    """Yes or no, or one of a list; "Weet ik niet" is one of the choices."""

    keuze = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies een antwoord."),
            "invalid_choice": gettext_lazy("Kies een van deze antwoorden."),
        },
    )

    def __init__(self, spec: decree.FactSpec, data: Any = None) -> None:
        super().__init__(spec, data)
        named = {"ja": gettext("Ja"), "nee": gettext("Nee")}
        if spec.kind is not bool:
            named = {value: capfirst(gettext(label)) for value, label in spec.labels.items()}
        field = self.fields["keuze"]
        assert isinstance(field, forms.ChoiceField)
        field.help_text = self.hint
        field.choices = [*named.items(), (UNKNOWN, gettext("Weet ik niet"))]

    def fill(self, value: decree.FactValue) -> None:
        """Show the answer of before."""
        self.initial["keuze"] = text_of(value)

    def clean_keuze(self) -> str:
        text: str = self.cleaned_data["keuze"]
        self.answer = read_value(self.spec, text)
        return text


class NumberQuestion(Question):
    """A whole number in boxes of people's own measures; known in part, it has two ends that may each stay empty."""

    def __init__(self, spec: decree.FactSpec, data: Any = None, manner: str = EXACT) -> None:
        super().__init__(spec, data)
        self.manner = manner
        self.parts = PARTS[spec.counted]
        for end, _title in ENDS[manner]:
            for part in self.parts:
                self.fields[f"{end}_{part.name}"] = _box(part)

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The boxes of each end with its title; the title is empty when there is one end."""
        for end, title in ENDS[self.manner]:
            yield title, [self[f"{end}_{part.name}"] for part in self.parts]

    def fill(self, value: decree.FactValue) -> None:
        """Show the answer of before."""
        if isinstance(value, decree.Range):
            self._fill_end("minstens", value.low if value.low > self.spec.low else None)
            self._fill_end("hoogstens", value.high if value.high < self.spec.high else None)
        elif isinstance(value, int):
            self._fill_end("juist", value)

    def _fill_end(self, end: str, value: int | None) -> None:
        for part in self.parts:
            if value is not None:
                whole, value = divmod(value, part.size)
                self.initial[f"{end}_{part.name}"] = whole

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            ends = [self._end(cleaned, end) for end, _ in ENDS[self.manner]]
            if ends == [None] * len(ends):
                self._refuse(
                    ENDS[self.manner][0][0], gettext("Vul een getal in. Weet je het niet? Kies 'Weet ik niet'.")
                )
            elif not self.errors:
                self._settle(ends)
        return cleaned

    def _end(self, cleaned: dict[str, Any], end: str) -> int | None:
        filled = [(part.size, cleaned[f"{end}_{part.name}"]) for part in self.parts]
        if all(value is None for _, value in filled):
            return None
        total: int = sum(size * (value or 0) for size, value in filled)
        if total not in self.spec.allowed:
            most = amount(self.spec.high, self.spec.counted)
            self._refuse(end, gettext("Dat kan niet: het meeste is %(most)s.") % {"most": most})
        return total

    def _settle(self, ends: list[int | None]) -> None:
        low = self.spec.low if ends[0] is None else ends[0]
        high = self.spec.high if ends[-1] is None else ends[-1]
        if low > high:
            self._refuse("minstens", gettext("'Minstens' is meer dan 'hoogstens'. Kijk beide na."))
        self.answer = low if low == high else decree.Range(low, high)

    def _refuse(self, end: str, text: str) -> None:
        self.add_error(f"{end}_{self.parts[0].name}", text)


AnyQuestion = ChoiceQuestion | NumberQuestion


def question_for(name: str, data: Any = None, manner: str = EXACT) -> AnyQuestion:
    """The form that asks for this fact; `data` is what was sent."""
    spec = decree.FACTS[name]
    if spec.kind is int:
        return NumberQuestion(spec, data, manner)
    return ChoiceQuestion(spec, data)


def _box(part: Part) -> forms.IntegerField:
    label = gettext(part.label)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        error_messages={
            "invalid": gettext("Vul bij '%(part)s' een geheel getal in, zoals 7.") % {"part": label},
            "min_value": gettext("Vul bij '%(part)s' 0 of meer in.") % {"part": label},
        },
    )
