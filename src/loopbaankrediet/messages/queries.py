"""Reads of messages: one's own, those to post, and what was mailed about a thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable

from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.messages.addresses import TO_CONFIRM
from loopbaankrediet.messages.models import (
    ADDRESS,
    VALUES,
    AddressState,
    Audience,
    MailAddress,
    MailTry,
    Message,
    MessageState,
    Outcome,
)
from loopbaankrediet.messages.templates import Text, said, template
from loopbaankrediet.people.models import Person

GONE = Text("Gewist bericht", ("De gegevens van deze persoon zijn gewist.",))


@dataclass(frozen=True)
class MessageView:
    """One message as its reader sees it. `page`: the name of where its button leads, with `about_id`."""

    id: UUID
    person_id: UUID
    audience: Audience
    title: str
    paragraphs: tuple[str, ...]
    button: str
    page: str
    about_id: UUID
    state: MessageState
    sent_on: date
    read_on: date | None


@dataclass(frozen=True)
class LetterView:
    """A message that waits to be printed. `bounced`: a mail was refused or came back first."""

    message: MessageView
    name: str
    bounced: bool


@dataclass(frozen=True)
class MailChoice:
    """What somebody chose: the address, empty without one, and the one that waits for its code."""

    address: str
    waiting: str


def messages_of(person_id: UUID, audience: Audience) -> QuerySet[Message]:
    """Newest first, for a pager; each row goes through `view_of`."""
    return Message.objects.filter(person_id=person_id, audience=audience).order_by("-sent_at", "id")


def title_of(row: Message) -> str:
    """For a list: the title tells nothing that must be opened with a key."""
    return template(row.template).versions[row.version - 1].title


def names_and_unread(
    person_ids: Iterable[UUID | None], reader_id: UUID | None, audience: Audience, *, beside: Combinable
) -> tuple[dict[UUID, str], int, Any]:
    """Full names by id, how many messages this reader did not read, and what `beside` gives: one question, for the
    frame of each page.
    """
    unread = Message.objects.filter(person_id=OuterRef("id"), audience=audience, read_at=None)
    counted = unread.order_by().values("person_id").annotate(count=Count("*")).values("count")
    rows = Person.objects.filter(id__in={one for one in person_ids if one}).annotate(
        unread=Subquery(counted), beside=beside
    )
    found = list(rows.order_by("id"))
    waiting = next((row.unread or 0 for row in found if row.id == reader_id), 0)
    return {row.id: row.full_name for row in found}, waiting, found[0].beside if found else None


def message_to_read(message_id: UUID, person_id: UUID, audience: Audience) -> MessageView:
    """NotFound for anyone else's."""
    row = Message.objects.filter(id=message_id, person_id=person_id, audience=audience).first()
    if row is None:
        raise NotFound
    return view_of(row)


def view_of(row: Message) -> MessageView:
    kind, text = template(row.template), _text_of(row)
    return MessageView(
        row.id,
        row.person_id,
        Audience(row.audience),
        text.title,
        text.paragraphs,
        kind.button,
        kind.page,
        row.about_id,
        MessageState(row.state),
        row.sent_on,
        row.read_on,
    )


def letters_to_post() -> QuerySet[Message]:
    """Oldest first, for a pager; a page of it goes through `letters_of`."""
    return Message.objects.filter(state=MessageState.TO_POST).select_related("person").order_by("sent_at", "id")


def letter_to_read(message_id: UUID) -> LetterView:
    """NotFound when it need not be posted, or was."""
    row = letters_to_post().filter(id=message_id).first()
    if row is None:
        raise NotFound
    return letters_of([row])[0]


def letters_of(rows: Iterable[Message]) -> list[LetterView]:
    shown = list(rows)
    tries = MailTry.objects.filter(message__in=shown, outcome__in=[Outcome.REFUSED, Outcome.BOUNCED])
    failed = set(tries.values_list("message_id", flat=True))
    return [LetterView(view_of(row), row.person.full_name, row.id in failed) for row in shown]


def mailed_days(about: Iterable[UUID]) -> dict[UUID, date]:
    """By the thing it is about, the day on which a mail was taken and did not come back."""
    rows = Message.objects.filter(about_id__in=list(about), state=MessageState.MAILED).order_by("id")
    return {row.about_id: row.mailed_on for row in rows if row.mailed_on}


def mail_choice(person_id: UUID) -> MailChoice:
    rows = MailAddress.objects.filter(person_id=person_id, state__in=[*TO_CONFIRM, AddressState.CONFIRMED])
    found = {row.state == AddressState.CONFIRMED: row for row in rows.order_by("asked_at")}
    told = {sure: str(unseal_for(person_id, row.address_sealed, context=ADDRESS)) for sure, row in found.items()}
    return MailChoice(told.get(True, ""), told.get(False, ""))


def _text_of(row: Message) -> Text:
    if row.values_sealed is None:
        return said(row.template, row.version, {})
    try:
        values = unseal_for(row.person_id, row.values_sealed, context=VALUES)
    except Erased:
        return GONE
    return said(row.template, row.version, values)
