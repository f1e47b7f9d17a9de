"""When a citizen first had something before her, read from the journal of looks.

A page that nobody opens reaches nobody (default 15).
"""

from django.db.models import OuterRef, Q, Subquery

from loopbaankrediet.journal.models import Entry, Kind
from loopbaankrediet.kernel.actors import Representation


def first_seen_on(verb: str, *, person: str) -> Subquery:
    """For a row: the day on which she, or her legal representative, first saw it; None while neither did.

    `person`: the path from the row to the citizen's id. What only a helper or the desk saw has not reached her.
    """
    return Subquery(
        Entry.objects.filter(
            Q(actor_id=OuterRef(person)) | Q(representation=Representation.LEGAL_REPRESENTATIVE),
            subject_id=OuterRef("id"),
            kind=Kind.LOOK,
            verb=verb,
        )
        .order_by("recorded_at", "id")
        .values("legal_on")[:1]
    )
