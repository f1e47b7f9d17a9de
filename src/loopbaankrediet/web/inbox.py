"""What the pages with messages of citizens and counsellors share: the list, one message, and the choice of mails."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.messages.actions import read_message
from loopbaankrediet.messages.addresses import LONGEST, ask_mail, confirm_mail, has_mail, stop_mail
from loopbaankrediet.messages.errors import AddressWrong
from loopbaankrediet.messages.limits import message_term
from loopbaankrediet.messages.models import Audience, Message
from loopbaankrediet.messages.queries import MessageView, mail_choice, message_to_read, messages_of, title_of
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.paging import page_of, rows_of
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import as_dutch, day

PLACES: dict[str, tuple[str, bool]] = {
    "decision": ("citizen:decision", True),
    "apply": ("citizen:apply", False),
    "choose": ("citizen:choose", False),
    "track": ("citizen:track", True),
    "overview": ("citizen:overview", False),
    "helpers": ("citizen:helpers", False),
    "clients": ("counsellor:overview", False),
    "earnings": ("counsellor:earnings", False),
}
"""Where the button of a message leads, and whether the address names what it is about."""


class AddressForm(PlainForm):
    """Where mails should go."""

    address = forms.CharField(
        label=gettext_lazy("Je mailadres"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": AddressWrong.message, "max_length": AddressWrong.message},
    )


class CodeForm(PlainForm):
    """The code from the mail."""

    code = forms.CharField(
        label=gettext_lazy("De code uit de mail"),
        help_text=gettext_lazy("Zes cijfers"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}),
    )


def list_page(request: AppRequest, room: str, person_id: UUID, audience: Audience) -> HttpResponse:
    rows = messages_of(person_id, audience)
    page = page_of(request, rows.count())
    context = {"table": _table(rows[rows_of(page)], room), "page": page, "mails": f"{room}:mails"}
    return render(request, "web/inbox/messages.html", context)


def message_page(
    request: AppRequest, room: str, message_id: UUID, person_id: UUID, audience: Audience, actor: Actor
) -> HttpResponse:
    """Opening it writes nothing; the button says that it is read."""
    found, form = message_to_read(message_id, person_id, audience), PlainForm(request.POST or None)

    def act() -> str:
        read_message(message_id=message_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Het bericht staat bij wat je gelezen hebt.")

    if carried_out(request, form, act):
        return redirect(f"{room}:messages")
    context = {"message": found, "form": form, "place": place_of(found), "back": reverse(f"{room}:messages")}
    return render(request, "web/inbox/message.html", context, status=422 if form.errors else 200)


def place_of(message: MessageView) -> str:
    """The address behind the button of a message."""
    name, with_about = PLACES[message.page]
    return reverse(name, args=[message.about_id] if with_about else [])


def mails_page(request: AppRequest, room: str, actor: Actor) -> HttpResponse:
    """Ask for mails on an address; the code comes by mail."""
    form = AddressForm(request.POST or None)

    def act() -> str:
        ask_mail(address=form.cleaned_data["address"], by=actor, clock=request.clock, key=form.key)
        return gettext("We sturen je een code. Kijk in je mail, en vul de code hier in.")

    return _chosen(request, room, actor, {"form": form}, carried_out(request, form, act))


def code_page(request: AppRequest, room: str, actor: Actor) -> HttpResponse:
    form = CodeForm(request.POST or None)

    def act() -> str:
        confirm_mail(code=form.cleaned_data["code"], by=actor, clock=request.clock, key=form.key)
        return gettext("Je mailadres klopt. Vanaf nu krijg je een mail als er een bericht klaarstaat.")

    return _chosen(request, room, actor, {"code_form": form}, carried_out(request, form, act))


def stop_page(request: AppRequest, room: str, actor: Actor) -> HttpResponse:
    form = PlainForm(request.POST or None)

    def act() -> str:
        stop_mail(by=actor, clock=request.clock, key=form.key)
        return gettext("Je krijgt geen mails meer. Je berichten blijven op deze website staan.")

    return _chosen(request, room, actor, {"stop_form": form}, carried_out(request, form, act))


def _chosen(request: AppRequest, room: str, actor: Actor, forms_: dict[str, PlainForm], is_done: bool) -> HttpResponse:
    if is_done:
        return redirect(f"{room}:mails")
    unfilled: dict[str, Callable[[], PlainForm]] = {"form": AddressForm, "code_form": CodeForm, "stop_form": PlainForm}
    context = {name: forms_.get(name) or make() for name, make in unfilled.items()}
    has_errors = any(form.errors for form in forms_.values())
    wrong = next((form for form in forms_.values() if form.errors), None)
    return render(
        request,
        "web/inbox/mails.html",
        context
        | {
            "choice": mail_choice(actor.person_id) if actor.person_id else None,
            "minutes": message_term("code_minutes", on=request.clock.today()),
            "has_mail": has_mail(),
            "is_demo": settings.DEMO,
            "back": reverse(f"{room}:messages"),
            "ask_url": reverse(f"{room}:mails"),
            "code_url": reverse(f"{room}:mail_code"),
            "stop_url": reverse(f"{room}:stop_mails"),
            "title_prefix": gettext("Fout: ") if wrong else "",
        },
        status=422 if has_errors else 200,
    )


def _table(rows: Iterable[Message], room: str) -> Table:
    lines: list[list[Cell | str]] = [
        [
            Cell(as_dutch(title_of(row)), reverse(f"{room}:message", args=[row.id])),
            day(row.sent_on),
            Cell(gettext("Gelezen op ") + day(row.read_on)) if row.read_on else Cell(gettext("Ongelezen"), pill="info"),
        ]
        for row in rows
    ]
    columns = [Column(gettext("Bericht")), Column(gettext("Van")), Column("Gelezen?")]
    return Table(gettext("Je berichten, het nieuwste eerst"), columns, lines, gettext("Je hebt nog geen berichten."))
