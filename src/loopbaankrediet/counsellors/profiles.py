"""What a counsellor tells of herself in the register, and what of it may be shown today."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.errors import FreeDayTooFar, WordsAboutMoney, WordsTooMany
from loopbaankrediet.counsellors.models import Counsellor, Profile
from loopbaankrediet.counsellors.offer import Access, Language, TargetGroup
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.policies import check_is_counsellor

MOST_SIGNS = 600
FARTHEST_DAYS = 366
ABOUT_MONEY = re.compile(r"€|\beuro\b|\bkorting\b|\bgratis\b|https?:|www\.|@", re.IGNORECASE)


@dataclass(frozen=True)
class ProfileTerms:
    """What she fills in. `free_from` None: she says nothing of it."""

    own_words: str
    target_groups: Sequence[str]
    languages: Sequence[str]
    access: Sequence[str]
    free_from: date | None


@dataclass(frozen=True)
class Told:
    """What the register shows of it today, in words. `free_from`: None when unknown or said too long ago."""

    own_words: str
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    access: tuple[str, ...]
    free_from: date | None
    free_said_on: date | None


NOTHING_TOLD = Told("", (), (), (), None, None)


@transaction.atomic
def change_profile(*, terms: ProfileTerms, by: Actor, clock: Clock, key: UUID) -> Profile:
    """She changes what she tells; all of it at once. WordsTooMany, WordsAboutMoney, FreeDayTooFar."""
    counsellor_id = check_is_counsellor(by)
    earlier = done_before(key, by=by, about=("change_profile", terms))
    counsellor = Counsellor.objects.select_for_update(of=("self",)).get(id=counsellor_id)
    if earlier is not None:
        return Profile.objects.get(counsellor=counsellor)
    _check(terms, clock.today())
    profile, _ = Profile.objects.update_or_create(
        counsellor=counsellor,
        defaults={
            "own_words": terms.own_words.strip(),
            "target_groups": [group for group in TargetGroup.values if group in terms.target_groups],
            "languages": [language for language in Language.values if language in terms.languages],
            "access": [access for access in Access.values if access in terms.access],
            "free_from": terms.free_from,
            "free_said_on": clock.today() if terms.free_from else None,
            "changed_at": clock.now(),
        },
    )
    record_act(
        "change_profile", Subject("counsellor", counsellor.id, counsellor.person_id), key=key, by=by, clock=clock
    )
    return profile


def _check(terms: ProfileTerms, today: date) -> None:
    if len(terms.own_words) > MOST_SIGNS:
        raise WordsTooMany(most=MOST_SIGNS)
    if ABOUT_MONEY.search(terms.own_words):
        raise WordsAboutMoney
    if terms.free_from and terms.free_from > today + timedelta(days=FARTHEST_DAYS):
        raise FreeDayTooFar


def profile_of(counsellor_id: UUID) -> Profile | None:
    """As she filled it in, for herself."""
    return Profile.objects.filter(counsellor_id=counsellor_id).first()


def told_by(counsellor_ids: Sequence[UUID], *, today: date) -> dict[UUID, Told]:
    """What each of these tells; who told nothing is absent."""
    rows = Profile.objects.filter(counsellor_id__in=counsellor_ids).order_by("counsellor_id")
    since = said_since(today)
    return {row.counsellor_id: _told(row, since) for row in rows}


def said_since(today: date) -> date:
    """What was said of a free moment before this day is not known any more."""
    return today - timedelta(days=term("free_moment_days", on=today))


def _told(row: Profile, since: date) -> Told:
    is_known = row.free_said_on is not None and row.free_said_on >= since
    return Told(
        row.own_words,
        tuple(TargetGroup(group).label for group in row.target_groups),
        tuple(Language(language).label for language in row.languages),
        tuple(Access(access).label for access in row.access),
        row.free_from if is_known else None,
        row.free_said_on if is_known else None,
    )
