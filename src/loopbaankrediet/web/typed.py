"""What somebody typed, as rows under the words of each field: for the page with the last button after a proof."""

from django.forms import BooleanField
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict

from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.forms import PlainForm

Typed = MultiValueDict[str, str]
"""The fields as they were sent."""


def typed_rows(form: PlainForm) -> list[SummaryRow]:
    """In the order of the form; a field that was left empty has no row."""
    shown = [(str(bound.label), _shown(bound)) for bound in form.visible_fields()]
    return [SummaryRow(label, text) for label, text in shown if text]


def _shown(bound: BoundField) -> str:
    """A choice by its words, never by its value."""
    if isinstance(bound.field, BooleanField):
        return "ja" if bound.value() else ""
    value = bound.value() or []
    words = {str(one): str(text) for one, text in getattr(bound.field, "choices", ())}
    return ", ".join(words.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))
