"""The one-time code: how a citizen lets one counsellor open her right. No counsellor searches or lists citizens."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import check_registered, counsellor_of, names
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.guidance.errors import (
    AlreadyTogether,
    CodeRefused,
    HelperAsCounsellor,
    NoMinutesFree,
    OneselfAsClient,
    TooManyCodes,
)
from loopbaankrediet.guidance.models import AccessCode, CodeAttempt, Track
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import look_up_hash, seal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.mandates.queries import represents_now
from loopbaankrediet.people.policies import check_is_citizen, check_is_counsellor
from loopbaankrediet.platform.viewing import show_code

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CODE_VALID = timedelta(hours=48)
WRONG_CODES_PER_HOUR = 10


@transaction.atomic
def make_code(
    *, person_id: UUID, counsellor_id: UUID, renew: bool = False, by: Actor, clock: Clock, key: UUID
) -> AccessCode:
    """A code for one counsellor, usable once within 48 hours. A running one is given again, and nothing changes.

    With `renew` the running code lapses and another takes its place.
    """
    check_is_citizen(by, person_id, to=Scope.CHOOSE, clock=clock)
    Wallet.objects.select_for_update().filter(person_id=person_id).first()
    of_both = AccessCode.objects.filter(person_id=person_id, counsellor_id=counsellor_id)
    unused = of_both.filter(used_at=None, expires_at__gt=clock.now())
    running = unused.order_by("-made_at").first()
    if running is not None and not renew:
        return running
    earlier = done_before(key, by=by, about=("make_code", person_id, counsellor_id, renew))
    if earlier is not None:
        return AccessCode.objects.get(id=earlier)
    _check_can_start(person_id, counsellor_id, clock)
    unused.update(expires_at=clock.now())
    text = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    code = AccessCode.objects.create(
        person_id=person_id,
        counsellor_id=counsellor_id,
        code_hash=_hash(text),
        code_sealed=seal_for(person_id, text, context="code"),
        made_at=clock.now(),
        expires_at=clock.now() + CODE_VALID,
    )
    record_act("make_code", Subject("code", code.id, person_id), key=key, by=by, clock=clock)
    return code


def open_with_code(*, code: str, by: Actor, clock: Clock, key: UUID) -> Track:
    """A counsellor opens a citizen's right with the code she gave. CodeRefused says nothing about why."""
    counsellor_id = check_is_counsellor(by)
    check_registered(counsellor_id)
    with transaction.atomic():
        _check_attempts(counsellor_id, clock)
        try:
            return _use_code(code, counsellor_id, by=by, clock=clock, key=key)
        except CodeRefused:
            CodeAttempt.objects.create(counsellor_id=counsellor_id, attempted_at=clock.now())
    raise CodeRefused


@transaction.atomic
def _use_code(text: str, counsellor_id: UUID, *, by: Actor, clock: Clock, key: UUID) -> Track:
    """The new track; or the running one, when this counsellor already has this client."""
    earlier = done_before(key, by=by, about=("open_with_code", text, counsellor_id))
    if earlier is not None:
        return Track.objects.get(id=earlier)
    show_code(_hash(text))
    usable = AccessCode.objects.filter(
        code_hash=_hash(text), counsellor_id=counsellor_id, used_at=None, expires_at__gt=clock.now()
    )
    wallet = Wallet.objects.select_for_update().filter(person_id__in=usable.values("person_id")).first()
    code = usable.select_for_update().first()
    if wallet is None or code is None:
        raise CodeRefused
    if by.person_id is not None and represents_now(by.person_id, wallet.person_id, clock=clock):
        raise HelperAsCounsellor
    code.used_at = clock.now()
    code.save(update_fields=["used_at"])
    running = Track.objects.filter(wallet=wallet, counsellor_id=counsellor_id, state__in=ACTIVE_STATES).first()
    track = running or Track.objects.create(
        person_id=code.person_id,
        counsellor_id=counsellor_id,
        wallet=wallet,
        opened_on=clock.today(),
        opened_at=clock.now(),
    )
    record_act("open_with_code", Subject("track", track.id, track.person_id), key=key, by=by, clock=clock)
    return track


def _check_can_start(person_id: UUID, counsellor_id: UUID, clock: Clock) -> None:
    check_registered(counsellor_id)
    own_registration = counsellor_of(person_id)
    if own_registration is not None and own_registration.id == counsellor_id:
        raise OneselfAsClient
    if represents_now(Counsellor.objects.get(id=counsellor_id).person_id, person_id, clock=clock):
        raise HelperAsCounsellor
    if Track.objects.filter(person_id=person_id, counsellor_id=counsellor_id, state__in=ACTIVE_STATES).exists():
        raise AlreadyTogether(counsellor=names({counsellor_id})[counsellor_id])
    if wallet_balance(the_wallet_of(person_id)).available <= 0:
        raise NoMinutesFree


def _check_attempts(counsellor_id: UUID, clock: Clock) -> None:
    """Refuse after too many wrong codes. Tries of one counsellor go one by one, so that none slips past the count."""
    Counsellor.objects.select_for_update(no_key=True).get(id=counsellor_id)
    since = clock.now() - timedelta(hours=1)
    wrong = CodeAttempt.objects.filter(counsellor_id=counsellor_id, attempted_at__gt=since).count()
    if wrong >= WRONG_CODES_PER_HOUR:
        raise TooManyCodes


def _hash(text: str) -> bytes:
    return look_up_hash("".join(text.split()).replace("-", "").upper(), purpose="access-code")
