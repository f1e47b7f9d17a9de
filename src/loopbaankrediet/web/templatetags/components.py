"""The components of the pages as template tags; docs/how-to/pages.md shows each in use."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from loopbaankrediet.web.charts import Chart
from loopbaankrediet.web.components import SummaryRow, Table, TimelineItem
from loopbaankrediet.web.forms import PlainForm, SummaryError

register = template.Library()
FOLDER = "web/components/"
KIND_WORDS = {"info": _("Informatie"), "ok": _("Gelukt"), "warn": _("Let op"), "err": _("Fout")}
MESSAGE_KINDS = {"success": "ok", "warning": "warn", "error": "err"}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """What the title of a page begins with when any of its forms was refused: read aloud before all else."""
    values: Iterable[Any] = context.flatten().values()
    forms = [value for value in values if issubclass(type(value), BaseForm)]  # isinstance would wake what is lazy
    return f"{gettext('Fout')}: " if any(form.errors for form in forms) else ""


@register.inclusion_tag(FOLDER + "error_summary.html")
def error_summary(form: PlainForm) -> dict[str, list[SummaryError]]:
    """All errors of the form with links to its fields; takes the focus when the page opens."""
    return {"errors": form.summary()}


@register.simple_block_tag(takes_context=True, end_name="endform_for")
def form_for(
    context: Context,
    content: SafeString,
    form: PlainForm,
    button: str,
    action: str = "",
    back_url: str = "",
    back_label: str = "",
    kind: str = "",
) -> SafeString:
    """The whole form, summary and buttons included; the block holds its fields, or all of them when empty."""
    values = {"form": form, "button": button, "action": action, "back_url": back_url, "kind": kind}
    values |= {
        "back_label": back_label or gettext("Terug"),
        "fields": SafeString(content.strip()),
        "csrf_token": context["csrf_token"],
    }
    return render_to_string(FOLDER + "form.html", values)


@register.simple_block_tag(end_name="endalert")
def alert(content: SafeString, kind: str = "info", title: str = "") -> SafeString:
    """A notice: info, ok, warn or err (or the tag of a message). The kind is also said in words."""
    kind = MESSAGE_KINDS.get(kind, kind)
    values = {"content": content, "kind": kind, "title": title, "word": gettext(KIND_WORDS[kind])}
    return render_to_string(FOLDER + "alert.html", values)


@register.simple_block_tag(end_name="endcard")
def card(content: SafeString, title: str = "", level: int = 2, url: str = "") -> SafeString:
    """A framed part; `title` is a heading of `level`, a link when `url` is given."""
    values = {"content": content, "title": title, "level": level, "url": url}
    return render_to_string(FOLDER + "card.html", values)


@register.simple_block_tag(end_name="enddetails")
def details(content: SafeString, summary: str, is_open: bool = False) -> SafeString:
    """Text that opens when asked for."""
    values = {"content": content, "summary": summary, "is_open": is_open}
    return render_to_string(FOLDER + "details.html", values)


@register.inclusion_tag(FOLDER + "pill.html")
def pill(text: str, kind: str = "info") -> dict[str, str]:
    """A short state in a coloured frame: info, ok, warn or err."""
    return {"text": text, "kind": kind}


@register.inclusion_tag(FOLDER + "meter.html")
def meter(label: str, value: int, maximum: int, text: str) -> dict[str, object]:
    """How much of a whole number is left; `text` says it in words, such as '4 uur van 6 uur'."""
    return {"label": label, "value": value, "maximum": maximum, "text": text}


@register.inclusion_tag(FOLDER + "figure.html")
def figure(value: str, text: str, label: str = "") -> dict[str, str]:
    """One big number with what it counts: figure '4 uur' 'zijn nog vrij'."""
    return {"value": value, "text": text, "label": label}


@register.inclusion_tag(FOLDER + "steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, object]:
    """Where somebody is in a journey; `current` counts from 1, one past the end when all is done."""
    return {"labels": labels, "current": current}


@register.inclusion_tag(FOLDER + "summary_list.html")
def summary_list(rows: Sequence[SummaryRow]) -> dict[str, Sequence[SummaryRow]]:
    """Labels and values below each other, each with its own link to change it."""
    return {"rows": rows}


@register.inclusion_tag(FOLDER + "table.html")
def data_table(table: Table, level: int = 0) -> dict[str, object]:
    """A table that becomes stacked rows on a narrow screen and stays a table for screen readers.

    With a `level`, a heading names it instead of a caption: for a table that is a section of its page.
    """
    return {"table": table, "level": level, "id": f"tabel-{slugify(table.caption)}"}


@register.inclusion_tag(FOLDER + "chart.html")
def chart(chart: Chart) -> dict[str, Chart]:
    """Lines over time, drawn on the server, and the table with the same numbers. The page links `web/charts.css`."""
    return {"chart": chart}


@register.inclusion_tag(FOLDER + "timeline.html")
def timeline(items: Sequence[TimelineItem]) -> dict[str, Sequence[TimelineItem]]:
    """What happened and what comes, in the order given."""
    return {"items": items}


@register.inclusion_tag(FOLDER + "empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """Said instead of an empty list, with what to do about it."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag(FOLDER + "contact.html")
def contact(file_number: str = "") -> dict[str, str]:
    """Every way to reach the department; with whom to ask for and the number to mention when there is a file."""
    return {
        "person": settings.CONTACT_PERSON,
        "phone": settings.CONTACT_PHONE,
        "email": settings.CONTACT_EMAIL,
        "address": settings.CONTACT_ADDRESS,
        "desk": settings.CONTACT_DESK,
        "file_number": file_number,
    }


@register.inclusion_tag(FOLDER + "pager.html", takes_context=True)
def pager(context: Context, page: "Page[object]", parameter: str = "pagina") -> dict[str, object]:
    """Previous and next page; keeps the other parts of the address."""
    request: HttpRequest = context["request"]
    previous, following = page.number - 1, page.number + 1
    return {
        "page": page,
        "previous_url": _with(request, parameter, previous) if page.has_previous() else "",
        "next_url": _with(request, parameter, following) if page.has_next() else "",
    }


def _with(request: HttpRequest, parameter: str, number: int) -> str:
    query = request.GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"
