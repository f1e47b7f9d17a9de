"""What is typed after a conversation: never lost when she leaves or the session ends, and timed for who chose that."""

from collections.abc import Callable
from dataclasses import asdict, fields
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from loopbaankrediet.flows.after_conversation import Told
from loopbaankrediet.guidance.queries import TrackView
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import DomainError
from loopbaankrediet.platform.viewing import seen_by
from loopbaankrediet.practice.actions.drafts import Typed, drop_draft, save_draft
from loopbaankrediet.practice.models import WorkKind
from loopbaankrediet.practice.queries import Draft, draft_of
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.counsellor.forms import TalkForm
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.sign_in import seconds

SALT = "screen-opened"
TYPED = tuple(field.name for field in fields(Typed))
P = ParamSpec("P")
View = Callable[Concatenate[AppRequest, P], HttpResponseBase]


def kept_when_the_session_ends(view: View[P]) -> View[P]:
    """What was sent a moment after the session ended is kept as her draft; after signing in again it is there."""

    @wraps(view)
    def guarded(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor is not None:
            return view(request, *args, **kwargs)
        if request.ended is not None and request.ended.capacity is Capacity.COUNSELLOR:
            _keep_for(request, request.ended)
        return _to_sign_in(request)

    return guarded


@kept_when_the_session_ends
@for_registered
@require_POST
def keep(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    """Keep what is typed now: while typing (htmx, which shows no answer), or by the button."""
    save_draft(module_id=module_id, typed=_typed(request), by=actor_of(request), clock=request.clock)
    if request.htmx:
        return HttpResponse(status=204)
    request.without_act = True
    messages.success(request, "Je klad is bewaard. Er is nog niets verstuurd.")
    return redirect("counsellor:track", track_id)


@for_registered
@require_POST
def throw_away(request: AppRequest, track_id: UUID, module_id: UUID) -> HttpResponse:
    drop_draft(module_id=module_id, by=actor_of(request), clock=request.clock)
    request.without_act = True
    messages.success(request, "Je klad is weg.")
    return redirect("counsellor:track", track_id)


def draft_for(request: AppRequest, track: TrackView) -> Draft | None:
    """Of the module under way."""
    module = track.open_module
    return draft_of(module.id, by=actor_of(request)) if module and not module.reported_on else None


def with_draft(request: AppRequest, form: PlainForm, draft: Draft | None) -> PlainForm:
    """The form as she left it, and the moment at which this screen was made."""
    if draft is not None:
        form.initial.update({name: text for name, text in asdict(draft.typed).items() if text and name in form.fields})
    if isinstance(form, TalkForm):
        form.initial["opened"] = signing.dumps(seconds(request), salt=SALT)
    return form


def told_in(request: AppRequest, form: TalkForm) -> Told:
    """What a valid form says."""
    said = form.cleaned_data
    unpaid = ((WorkKind(said["kind"]), said["unpaid"]),) if said["kind"] else ()
    timed = _seconds_since(request, said["opened"])
    return Told(said["held_on"], said["minutes"], said["mode"], said["text"], unpaid, timed)


def _seconds_since(request: AppRequest, opened: str) -> int | None:
    """None when the form did not say, or says what the platform never gave."""
    try:
        return max(1, seconds(request) - int(signing.loads(opened, salt=SALT)))
    except signing.BadSignature:
        return None


def _keep_for(request: AppRequest, ended: Actor) -> None:
    with seen_by(ended):
        try:
            module_id = _address(request)["module_id"]
            save_draft(module_id=module_id, typed=_typed(request), by=ended, clock=request.clock)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.info(request, "Wat je typte, is bewaard als klad. Er is nog niets verstuurd.")


def _to_sign_in(request: AppRequest) -> HttpResponseBase:
    """And from there to the client: the address of the form itself shows no page."""
    page = reverse("counsellor:track", args=[_address(request)["track_id"]])
    target = f"{reverse('public:sign_in')}?{urlencode({'next': page})}"
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _address(request: AppRequest) -> dict[str, UUID]:
    return request.resolver_match.kwargs if request.resolver_match else {}


def _typed(request: AppRequest) -> Typed:
    return Typed(**{name: request.POST.get(name, "") for name in TYPED})
