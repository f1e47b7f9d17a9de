"""The verbs of messages: send (in the act that causes it), read, post. `mailing` and `addresses` hold the others."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Role, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.messages.errors import PostedTooEarly
from loopbaankrediet.messages.models import MESSAGE_STATES, VALUES, Audience, Message, MessageState
from loopbaankrediet.messages.templates import said, template
from loopbaankrediet.people.policies import check_has_role, check_is_citizen

Seal = Callable[[object, str], bytes]


def compose(
    name: str,
    *,
    to: UUID,
    about: Subject,
    clock: Clock,
    key: UUID,
    values: Mapping[str, str] | None = None,
    seal: Seal | None = None,
) -> Message:
    """The row of a message, for an act that writes it together with its own rows (`platform.rows`).

    `key`: the act's own, so that an act that is done once sends once. `seal`: a sealer of this person that is at hand.
    KeyError when the text needs another value; Erased when values cannot be sealed for this person any more.
    """
    kind = template(name)
    said(name, kind.newest, values or {})
    return Message(
        id=uuid5(key, f"{name}:{to}"),
        person_id=to,
        audience=kind.audience,
        template=name,
        version=kind.newest,
        values_sealed=_sealed(to, values, seal),
        about_type=about.type,
        about_id=about.id,
        sent_on=clock.today(),
        sent_at=clock.now(),
        next_try_at=clock.now(),
    )


def send(
    name: str, *, to: UUID, about: Subject, clock: Clock, key: UUID, values: Mapping[str, str] | None = None
) -> None:
    """Part of an act, inside its transaction: when that is undone, nothing was sent; done again, nothing more is.

    As `compose`.
    """
    row = compose(name, to=to, about=about, clock=clock, key=key, values=values)
    Message.objects.bulk_create([row], ignore_conflicts=True)


def send_to_many(name: str, to: Iterable[UUID], *, about: Subject, clock: Clock, key: UUID) -> None:
    """As `send`, of a text without values, to each person once."""
    rows = [compose(name, to=person_id, about=about, clock=clock, key=key) for person_id in dict.fromkeys(to)]
    Message.objects.bulk_create(rows, batch_size=2_000, ignore_conflicts=True)


@transaction.atomic
def read_message(*, message_id: UUID, by: Actor, clock: Clock, key: UUID) -> Message:
    """Whom it is for, or who represents her, says that it is read. Then a letter that waits is not needed."""
    done, message = done_before(key, by=by, about=("read_message", message_id)), _locked(message_id)
    check_reads(by, message, clock=clock)
    if done or message.read_at is not None:
        return message
    message.read_on, message.read_at = clock.today(), clock.now()
    if message.state == MessageState.TO_POST:
        message.state = MESSAGE_STATES.after(message.state, "leave")
    message.save(update_fields=["read_on", "read_at", "state"])
    _note("read_message", message, by=by, clock=clock, key=key)
    return message


@transaction.atomic
def note_posted(*, message_id: UUID, posted_on: date, by: Actor, clock: Clock, key: UUID) -> Message:
    """An officer printed the letter and put it in the post. PostedTooEarly; WrongState once it was read or posted."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done, message = done_before(key, by=by, about=("note_posted", message_id, posted_on)), _locked(message_id)
    if done:
        return message
    state = MESSAGE_STATES.after(message.state, "post")
    if not message.sent_on <= posted_on <= clock.today():
        raise PostedTooEarly(first=day(message.sent_on), today=day(clock.today()))
    message.state, message.posted_on, message.posted_by_id = state, posted_on, officer_id
    message.save(update_fields=["state", "posted_on", "posted_by"])
    _note("note_posted", message, by=by, clock=clock, key=key)
    return message


def check_reads(by: Actor, message: Message, *, clock: Clock) -> None:
    """For anyone else the message does not exist."""
    if message.audience == Audience.COUNSELLOR:
        if by.capacity is not Capacity.COUNSELLOR or by.person_id != message.person_id:
            raise NotFound
        return
    check_is_citizen(by, message.person_id, to=Scope.FOLLOW, clock=clock)


def _sealed(to: UUID, values: Mapping[str, str] | None, seal: Seal | None) -> bytes | None:
    if not values:
        return None
    return seal(dict(values), VALUES) if seal else seal_for(to, dict(values), context=VALUES)


def _locked(message_id: UUID) -> Message:
    found = Message.objects.select_for_update().filter(id=message_id).first()
    if found is None:
        raise NotFound
    return found


def _note(verb: str, message: Message, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("message", message.id, message.person_id), key=key, by=by, clock=clock)
