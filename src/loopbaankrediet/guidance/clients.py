"""A counsellor's clients in short, as many as there are: enough to say what comes next, and by when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, IntegerField, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from loopbaankrediet.guidance.course_models import TrackPause
from loopbaankrediet.guidance.models import Conversation, ConversationStrike, GuidanceAgreement, GuidanceModule, Track
from loopbaankrediet.guidance.paper_models import CorrectionReply, CorrectionRequest
from loopbaankrediet.guidance.states import ACTIVE_STATES, ModuleState, TrackState
from loopbaankrediet.guidance.withdrawal import first_conversation_on

OPEN_MODULE_STATES = (ModuleState.RESERVED, ModuleState.STARTED, ModuleState.REPORTED)
STANDING = (ModuleState.CONFIRMED, ModuleState.SILENT)
OF_MODULE = ("id", "number", "state", "minutes", "reserved_on", "reported_on", "next_step_on")
OF_AGREEMENT = ("proposed_on", "signed_on", "early_start")
_PAUSE = TrackPause.objects.filter(track=OuterRef("pk"), ended_on=None)
_REPLY = CorrectionReply.objects.filter(request=OuterRef("pk"))
_ASKED = CorrectionRequest.objects.filter(~Exists(_REPLY), report__module__track=OuterRef("pk"))
ON_THE_WAY = {
    "paused_on": Subquery(_PAUSE.values("started_on")),
    "asks_on": Subquery(_PAUSE.values("ask_on")),
    "correction_asked_on": Subquery(_ASKED.order_by("asked_on").values("asked_on")[:1]),
}


@dataclass(frozen=True)
class OpenModule:
    """The module under way; `delivered`: minutes of the conversations that count."""

    id: UUID
    number: int
    state: ModuleState
    minutes: int
    reserved_on: date
    reported_on: date | None
    next_step_on: date | None
    delivered: int
    last_talk_on: date | None

    @property
    def minutes_left(self) -> int:
        return self.minutes - self.delivered


@dataclass(frozen=True)
class ClientLine:
    """One client. `first_talk_on`: while no conversation counted, the first possible day of one."""

    track_id: UUID
    person_id: UUID
    client: str
    state: TrackState
    opened_on: date
    intake_on: date | None
    proposed_on: date | None
    first_talk_on: date | None
    stopped_on: date | None
    stopped_by: str
    ended_on: date | None
    module: OpenModule | None
    standing: int
    paused_on: date | None = None
    asks_on: date | None = None
    correction_asked_on: date | None = None

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES


def clients_of(counsellor_id: UUID) -> tuple[ClientLine, ...]:
    """Only those who gave her a code, the newest first; no report is opened. Three questions, however many clients."""
    tracks = Track.objects.filter(counsellor_id=counsellor_id).select_related("person").order_by("-opened_at")
    rows = tracks.annotate(**ON_THE_WAY)
    agreements = GuidanceAgreement.objects.filter(track__counsellor_id=counsellor_id).order_by("track_id")
    agreed = {row[0]: row[1:] for row in agreements.values_list("track_id", *OF_AGREEMENT)}
    modules, standing = _modules(counsellor_id)
    return tuple(_line(row, agreed.get(row.id), modules.get(row.id), standing.get(row.id, 0)) for row in rows)


def _modules(counsellor_id: UUID) -> tuple[dict[UUID, OpenModule], dict[UUID, int]]:
    """Of each track the module under way, and how many modules stand."""
    struck = ConversationStrike.objects.values("conversation_id")
    talks = Conversation.objects.filter(module=OuterRef("pk")).exclude(id__in=struck).order_by().values("module")
    rows = GuidanceModule.objects.filter(track__counsellor_id=counsellor_id).annotate(
        delivered=Coalesce(
            Subquery(talks.annotate(total=Sum("minutes")).values("total"), output_field=IntegerField()), 0
        ),
        last_talk_on=Subquery(talks.annotate(last=Max("held_on")).values("last")),
    )
    found: dict[UUID, OpenModule] = {}
    standing: dict[UUID, int] = {}
    for row in rows.order_by("track_id", "number").values(*OF_MODULE, "delivered", "last_talk_on", "track_id"):
        track_id = row.pop("track_id")
        if row["state"] in OPEN_MODULE_STATES:
            found[track_id] = OpenModule(**row | {"state": ModuleState(row["state"])})
        standing[track_id] = standing.get(track_id, 0) + (row["state"] in STANDING)
    return found, standing


def _line(
    row: Track, agreed: tuple[date, date | None, bool] | None, module: OpenModule | None, standing: int
) -> ClientLine:
    proposed_on, signed_on, early_start = agreed or (None, None, False)
    first = first_conversation_on(signed_on, early_start=early_start) if signed_on else None
    return ClientLine(
        row.id,
        row.person_id,
        row.person.full_name,
        TrackState(row.state),
        row.opened_on,
        row.intake_on,
        proposed_on,
        first,
        row.stopped_on,
        row.stopped_by,
        row.ended_on,
        module,
        standing,
        **{name: getattr(row, name) for name in ON_THE_WAY},
    )
