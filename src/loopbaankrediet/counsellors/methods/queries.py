"""Reads of the catalogue: what counts on a day, and what the panel wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from loopbaankrediet.counsellors.methods.models import Method, MethodReview, MethodState
from loopbaankrediet.kernel.errors import NotFound


@dataclass(frozen=True)
class ReviewView:
    is_founded: bool
    reasons: str
    reviewed_on: date
    reviewer_id: UUID


@dataclass(frozen=True)
class MethodView:
    """`state` is that of the day that was asked: a method that will be withdrawn later still counts."""

    id: UUID
    name: str
    basis: str
    state: str
    proposed_by_id: UUID
    proposed_on: date
    decided_on: date | None
    withdrawn_from: date | None
    withdrawn_why: str
    reviews: tuple[ReviewView, ...]

    def waits_for(self, person_id: UUID | None) -> bool:
        """Whether this member of the panel can review it: not his own, and not a second time."""
        is_known = person_id in {self.proposed_by_id, *(one.reviewer_id for one in self.reviews)}
        return self.state == MethodState.PROPOSED and not is_known


def accepted_names(*, on: date) -> tuple[str, ...]:
    """What counts as founded on that day."""
    return tuple(_accepted(on).order_by("name").values_list("name", flat=True))


def are_founded(names: Sequence[str], *, on: date) -> bool | None:
    """Whether each of these is in the catalogue; None while one is unknown to it or waits for the panel.

    A method that was refused or withdrawn is not founded, unless the name was accepted anew.
    """
    wanted = {_plain(name) for name in names if name.strip()}
    if not wanted:
        return None
    known = {_plain(name) for name in accepted_names(on=on)}
    fallen = Method.objects.filter(Q(state=MethodState.REFUSED) | Q(withdrawn_from__lte=on)).order_by("id")
    waiting = Method.objects.filter(state=MethodState.PROPOSED).order_by("id").values_list("name", flat=True)
    lost = {_plain(name) for name in fallen.values_list("name", flat=True)} - {_plain(name) for name in waiting}
    if wanted <= known:
        return True
    return False if (wanted - known) & lost else None


def catalogue(*, on: date) -> tuple[MethodView, ...]:
    """Every method by name, as it stands on that day."""
    return _views(Method.objects.order_by("name", "proposed_at"), on)


def proposals_of(person_id: UUID, *, on: date) -> tuple[MethodView, ...]:
    return _views(Method.objects.filter(proposed_by_id=person_id).order_by("-proposed_at"), on)


def method_to_read(method_id: UUID, *, on: date) -> MethodView:
    """NotFound when there is none."""
    found = _views(Method.objects.filter(id=method_id).order_by("id"), on)
    if not found:
        raise NotFound
    return found[0]


def _views(rows: QuerySet[Method], on: date) -> tuple[MethodView, ...]:
    found = list(rows)
    reviews: dict[UUID, list[ReviewView]] = {}
    for row in MethodReview.objects.filter(method__in=found).order_by("reviewed_at"):
        view = ReviewView(row.is_founded, row.reasons, row.reviewed_on, row.reviewer_id)
        reviews.setdefault(row.method_id, []).append(view)
    return tuple(_view(row, tuple(reviews.get(row.id, ())), on) for row in found)


def _view(row: Method, reviews: tuple[ReviewView, ...], on: date) -> MethodView:
    still = row.withdrawn_from is not None and row.withdrawn_from > on
    return MethodView(
        row.id,
        row.name,
        row.basis,
        MethodState.ACCEPTED if still else row.state,
        row.proposed_by_id,
        row.proposed_on,
        row.decided_on,
        row.withdrawn_from,
        row.withdrawn_why,
        reviews,
    )


def _accepted(on: date) -> QuerySet[Method]:
    return Method.objects.filter(Q(state=MethodState.ACCEPTED) | Q(withdrawn_from__gt=on))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
