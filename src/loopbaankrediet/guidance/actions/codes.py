"""The one-time code: how a citizen lets one counsellor open her right. No counsellor searches or lists citizens.

Every wrong code gets one answer, by the same questions to the database, whatever is wrong with it; and it counts, for
the counsellor, her organisation and all together, before anybody looks whether it is right.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.queries import check_registered, counsellor_of, names, organisation_of, person_behind
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.guidance.actions.code_questions import raise_question
from loopbaankrediet.guidance.errors import (
    AlreadyTogether,
    CodeRefused,
    CodeUsed,
    HelperAsCounsellor,
    NoMinutesFree,
    OneselfAsClient,
    TooManyCodes,
)
from loopbaankrediet.guidance.leaving import check_takes_clients
from loopbaankrediet.guidance.models import AccessCode, Track
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.journal.keys import findable_hashes, numbered_hash, seal_for
from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.messages.actions import send
from loopbaankrediet.people.mandates.queries import represents_now
from loopbaankrediet.people.policies import check_is_citizen, check_is_counsellor
from loopbaankrediet.platform.limits import Limit, LimitReached, Use, give_back, take
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.viewing import show_code

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CODE_VALID = timedelta(hours=48)
WRONG_CODES_PER_HOUR = 10
HOUR = timedelta(hours=1)
OF_COUNSELLOR = Limit("wrong codes of a counsellor", WRONG_CODES_PER_HOUR, HOUR)
OF_ORGANISATION = Limit("wrong codes of an organisation", 5 * WRONG_CODES_PER_HOUR, HOUR)
OF_ALL = Limit("wrong codes of all", 100 * WRONG_CODES_PER_HOUR, HOUR)
CODE_USES = """
SELECT count(*) FROM guidance_accesscode
 WHERE key_number = %(number)s AND used_at IS NULL AND expires_at > now()
"""


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
    key_number, code_hash = numbered_hash(Purpose.CODES, text)
    code = AccessCode.objects.create(
        person_id=person_id,
        counsellor_id=counsellor_id,
        code_hash=code_hash,
        key_number=key_number,
        code_sealed=seal_for(person_id, text, context="code"),
        made_at=clock.now(),
        expires_at=clock.now() + CODE_VALID,
    )
    subject, values = Subject("code", code.id, person_id), {"counsellor": names({counsellor_id})[counsellor_id]}
    record_act("make_code", subject, key=key, by=by, clock=clock)
    send("code_made", to=person_id, about=subject, clock=clock, key=key, values=values)
    return code


@transaction.atomic
def withdraw_code(*, code_id: UUID, by: Actor, clock: Clock, key: UUID) -> AccessCode:
    """The citizen takes a code back: it lapses at once. CodeUsed when the counsellor was first; NotFound for others."""
    found = AccessCode.objects.select_for_update().filter(id=code_id).first()
    if found is None or found.person_id != by.citizen_id:
        raise NotFound
    check_is_citizen(by, found.person_id, to=Scope.CHOOSE, clock=clock)
    earlier = done_before(key, by=by, about=("withdraw_code", code_id))
    if earlier is not None or found.expires_at <= clock.now():
        return found
    if found.used_at is not None:
        raise CodeUsed
    found.withdrawn_at = found.expires_at = clock.now()
    found.save(update_fields=["withdrawn_at", "expires_at"])
    record_act("withdraw_code", Subject("code", found.id, found.person_id), key=key, by=by, clock=clock)
    return found


def open_with_code(*, code: str, by: Actor, clock: Clock, key: UUID) -> Track:
    """A counsellor opens a citizen's right with the code she gave. CodeRefused says nothing about why.

    TooManyCodes once a limit is full, and then nobody looks at the code; NotCounted when that cannot be known.
    """
    counsellor_id = check_is_counsellor(by)
    check_registered(counsellor_id, on=clock.today())
    check_takes_clients(counsellor_id)
    uses, at = _uses(counsellor_id), clock.now()
    try:
        take(uses, at=at)
    except LimitReached as reached:
        raise_question(counsellor_id, reached.use.limit.name, clock=clock)
        raise TooManyCodes from reached
    track = _use_code(code, counsellor_id, by=by, clock=clock, key=key)
    give_back(uses, at=at)
    return track


def _uses(counsellor_id: UUID) -> list[Use]:
    organisation = organisation_of(counsellor_id)
    of_organisation = [Use(OF_ORGANISATION, str(organisation))] if organisation else []
    return [Use(OF_COUNSELLOR, str(counsellor_id)), *of_organisation, Use(OF_ALL, "")]


@transaction.atomic
def _use_code(text: str, counsellor_id: UUID, *, by: Actor, clock: Clock, key: UUID) -> Track:
    """The new track; or the running one, when this counsellor already has this client."""
    earlier = done_before(key, by=by, about=("open_with_code", text, counsellor_id))
    if earlier is not None:
        return Track.objects.get(id=earlier)
    show_code(_hashes(text))
    usable = AccessCode.objects.filter(
        code_hash__in=_hashes(text), counsellor_id=counsellor_id, used_at=None, expires_at__gt=clock.now()
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
    check_registered(counsellor_id, on=clock.today())
    check_takes_clients(counsellor_id)
    own_registration = counsellor_of(person_id)
    if own_registration is not None and own_registration.id == counsellor_id:
        raise OneselfAsClient
    if represents_now(person_behind(counsellor_id), person_id, clock=clock):
        raise HelperAsCounsellor
    if Track.objects.filter(person_id=person_id, counsellor_id=counsellor_id, state__in=ACTIVE_STATES).exists():
        raise AlreadyTogether(counsellor=names({counsellor_id})[counsellor_id])
    if wallet_balance(the_wallet_of(person_id)).available <= 0:
        raise NoMinutesFree


def _hashes(text: str) -> list[bytes]:
    """Under every key of the ring, so that a code works on while keys rotate."""
    return list(findable_hashes(Purpose.CODES, "".join(text.split()).replace("-", "").upper()).values())
