"""What an analyst can ask the lab."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms

from loopbaankrediet.decree.dated.records import ParameterRecord, in_force
from loopbaankrediet.decree.loopbaankrediet import LAW
from loopbaankrediet.decree.scenario import changeable, scenarios
from loopbaankrediet.labruns.questions import MOST_DRAWS, MOST_SEED, MOST_YEARS, SCHOOLING, LabQuestion, question_of
from loopbaankrediet.web.forms import DayField, PlainForm
from loopbaankrediet.web.lab.words import UNITS, present_words

MOST_FOUND = 20
WHOLE = "Vul een geheel getal in."
SHORT = {"class": "short", "inputmode": "numeric"}


class WholeField(forms.IntegerField):
    """A whole number in a plain field: what is out of bounds is refused in our own words."""

    widget = forms.TextInput(attrs=SHORT)
    default_error_messages = {"invalid": WHOLE}


class AskForm(PlainForm):
    """A run. Each chosen amount is a field of its own, with the value of now, its unit, bounds and source."""

    scenarios = forms.MultipleChoiceField(
        label="Welke scenario's?",
        help_text="Ze komen naast elkaar te staan.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Dit scenario bestaat niet: %(value)s."},
    )
    years = WholeField(label="Hoeveel jaar?", help_text=f"Vanaf 2027, 1 tot en met {MOST_YEARS}.", initial=4)
    draws = WholeField(
        label="Hoeveel trekkingen?",
        help_text=f"Zo vaak trekken we wat niemand weet opnieuw. 1 tot en met {MOST_DRAWS}. Meer duurt langer.",
        initial=50,
    )
    seed = WholeField(
        label="Begingetal", help_text=f"Hetzelfde getal geeft hetzelfde. 0 tot en met {MOST_SEED}.", initial=1
    )
    schooling = forms.ChoiceField(
        label="Welk cijfer over scholing?",
        help_text="Twee officiële bladzijden zeggen iets anders.",
        choices=list(SCHOOLING.items()),
        widget=forms.RadioSelect,
        initial="main_page",
    )
    known_on = DayField(label="Welke wet?", help_text="De wet zoals ze gekend was op deze dag, bijvoorbeeld 1/3/2027.")

    def __init__(self, data: object = None, *, amounts: Sequence[ParameterRecord], on: date, **kwargs: object) -> None:
        super().__init__(data, initial={"known_on": on, "scenarios": ["draft"]}, **kwargs)
        self.amounts = [record.name for record in amounts]
        self.fields["scenarios"].choices = [(one.name, one.title) for one in scenarios()]  # type: ignore[attr-defined]
        for record in amounts:
            self.fields[record.name] = _amount_field(record, on)

    def question(self) -> LabQuestion:
        """What a valid form asks; an amount that stays empty keeps what the law says."""
        given = self.cleaned_data
        amounts = [(name, given[name]) for name in self.amounts if given[name] is not None]
        sizes = {name: given[name] for name in ("years", "draws", "seed", "schooling", "known_on")}
        return question_of(given["scenarios"], amounts, **sizes)


class SearchForm(PlainForm):
    """Which amounts get a field of their own. Asked with GET: it changes nothing, so it carries no act key."""

    act_key = None  # type: ignore[assignment]
    zoek = forms.CharField(
        label="Zoek een getal van de wet",
        help_text="Bijvoorbeeld uur, bijdrage, art. 16 of module_minutes.",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    getal = forms.MultipleChoiceField(
        label="Welke getallen wil je veranderen?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, words: str, *, picked: Sequence[ParameterRecord], found: Iterable[ParameterRecord]) -> None:
        super().__init__(initial={"zoek": words, "getal": [record.name for record in picked]})
        offered = {record.name: record for record in (*picked, *found)}
        self.fields["getal"].choices = [(name, _short(one)) for name, one in offered.items()]  # type: ignore[attr-defined]


class CompareForm(PlainForm):
    """Two runs that are done."""

    act_key = None  # type: ignore[assignment]
    een = forms.ChoiceField(label="Eerste berekening")
    ander = forms.ChoiceField(label="Tweede berekening")

    def __init__(self, data: object, *, runs: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        for name in ("een", "ander"):
            self.fields[name].choices = runs  # type: ignore[attr-defined]


def chosen(names: Iterable[str]) -> list[ParameterRecord]:
    """The amounts that were chosen and exist, each once."""
    records = changeable()
    return [records[name] for name in dict.fromkeys(names) if name in records]


def matching(words: str) -> list[ParameterRecord]:
    """The first amounts that hold every word, in their name, sentence, article or source; nothing without words."""
    asked = words.casefold().split()
    if not asked:
        return []
    return [one for one in changeable().values() if all(word in _told(one) for word in asked)][:MOST_FOUND]


def _told(record: ParameterRecord) -> str:
    sources = " ".join(value.source for value in record.values)
    return f"{record.name} {record.phrase} {record.article} {UNITS[record.unit]} {sources}".casefold()


def _short(record: ParameterRecord) -> str:
    return f"{_asks(record)} ({record.article})"


def _asks(record: ParameterRecord) -> str:
    """'Een module duurt …'"""
    return record.phrase.format(value="…").removesuffix(".")


def _amount_field(record: ParameterRecord, on: date) -> WholeField:
    now = in_force(record.values, max(on, LAW.since), on)
    hint = present_words(record, now.value) if now else f"Heeft op deze dag nog geen waarde. {record.article}."
    return WholeField(label=_asks(record), help_text=f"{hint} Leeg: zoals de wet.", required=False)
