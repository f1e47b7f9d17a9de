"""Where somebody wants mails: asked, confirmed with a code that was mailed there, stopped. Only by herself."""

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import sealer_for, unseal_for
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotAllowed, WrongState
from loopbaankrediet.messages.errors import AddressCodeWrong, AddressWrong, NoMailHere, TooManyAddressCodes
from loopbaankrediet.messages.limits import message_term
from loopbaankrediet.messages.models import ADDRESS, ADDRESS_STATES, AddressState, MailAddress
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform.limits import Limit, LimitReached, Use, give_back, take

DIGITS = 6
LONGEST = 254
TO_CONFIRM = (AddressState.ASKED, AddressState.CODE_SENT)


def has_mail() -> bool:
    """Whether this platform can mail at all."""
    return bool(settings.MAIL_FROM)


@transaction.atomic
def ask_mail(*, address: str, by: Actor, clock: Clock, key: UUID) -> None:
    """Mails are asked on this address; a code leaves to it. Nothing is mailed until it is confirmed."""
    person_id = _herself(by)
    if not has_mail():
        raise NoMailHere
    if done_before(key, by=by, about=("ask_mail", address)):
        return
    _check_address(address)
    _take_code(person_id, clock)
    Person.objects.select_for_update().filter(id=person_id).first()
    _stop(person_id, TO_CONFIRM, clock)
    seal = sealer_for(person_id)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row = MailAddress.objects.create(
        person_id=person_id,
        address_sealed=seal(address.strip(), ADDRESS),
        code_sealed=seal(code, ADDRESS),
        code_until=clock.now() + timedelta(minutes=message_term("code_minutes", on=clock.today())),
        asked_at=clock.now(),
    )
    _note("ask_mail", row, by=by, clock=clock, key=key)


def confirm_mail(*, code: str, by: Actor, clock: Clock, key: UUID) -> None:
    """The code from the mail: from now on messages are mailed there. AddressCodeWrong; a wrong one counts."""
    person_id = _herself(by)
    most = message_term("code_tries", on=clock.today())
    uses = [Use(Limit("wrong codes of a mail address", most=most, within=timedelta(hours=1)), str(person_id))]
    try:
        take(uses, at=clock.now())
    except LimitReached as error:
        raise AddressCodeWrong from error
    _confirm(person_id, code, by=by, clock=clock, key=key)
    give_back(uses, at=clock.now())


@transaction.atomic
def stop_mail(*, by: Actor, clock: Clock, key: UUID) -> None:
    """No mails any more: messages stand on the screen, and what matters comes as a letter. WrongState without one."""
    person_id = _herself(by)
    if done_before(key, by=by, about=("stop_mail",)):
        return
    stopped = _stop(person_id, (*TO_CONFIRM, AddressState.CONFIRMED), clock)
    if not stopped:
        raise WrongState
    _note("stop_mail", stopped[-1], by=by, clock=clock, key=key)


@transaction.atomic
def _confirm(person_id: UUID, code: str, *, by: Actor, clock: Clock, key: UUID) -> None:
    typed = "".join(code.split())
    if done_before(key, by=by, about=("confirm_mail", typed)):
        return
    row = MailAddress.objects.select_for_update().filter(person_id=person_id, state=AddressState.CODE_SENT).first()
    if row is None or row.code_until <= clock.now():
        raise AddressCodeWrong
    right = str(unseal_for(person_id, row.code_sealed, context=ADDRESS))
    if not hmac.compare_digest(right.encode(), typed.encode()):
        raise AddressCodeWrong
    _stop(person_id, (AddressState.CONFIRMED,), clock)
    row.state, row.confirmed_at, row.code_sealed = (
        ADDRESS_STATES.after(row.state, "confirm"),
        clock.now(),
        b"",
    )
    row.save(update_fields=["state", "confirmed_at", "code_sealed"])
    _note("confirm_mail", row, by=by, clock=clock, key=key)


def _herself(by: Actor) -> UUID:
    """Nobody chooses for another where mails go."""
    if by.person_id is None or by.represents is not None or by.capacity not in (Capacity.CITIZEN, Capacity.COUNSELLOR):
        raise NotAllowed
    return by.person_id


def _check_address(address: str) -> None:
    try:
        validate_email(address.strip())
    except ValidationError as error:
        raise AddressWrong from error
    if len(address.strip()) > LONGEST:
        raise AddressWrong


def _take_code(person_id: UUID, clock: Clock) -> None:
    most = message_term("codes_a_day", on=clock.today())
    limit = Limit("codes of a mail address", most=most, within=timedelta(days=1))
    try:
        take([Use(limit, str(person_id))], at=clock.now())
    except LimitReached as error:
        raise TooManyAddressCodes from error


def stop_address(row: MailAddress, clock: Clock) -> None:
    """It ends, and nothing of it stays readable. WrongState when it had ended."""
    row.state, row.stopped_at = ADDRESS_STATES.after(row.state, "stop"), clock.now()
    row.address_sealed = row.code_sealed = b""
    row.save(update_fields=["state", "stopped_at", "address_sealed", "code_sealed"])


def _stop(person_id: UUID, states: tuple[AddressState, ...], clock: Clock) -> list[MailAddress]:
    rows = list(MailAddress.objects.select_for_update().filter(person_id=person_id, state__in=states).order_by("id"))
    for row in rows:
        stop_address(row, clock)
    return rows


def _note(verb: str, row: MailAddress, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("mail_address", row.id, row.person_id), key=key, by=by, clock=clock)
