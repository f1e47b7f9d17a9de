"""The messages of a citizen, also for who represents her; where mails go is chosen by herself alone."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.messages.models import Audience
from loopbaankrediet.web import inbox
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.requests import AppRequest

ROOM = "citizen"


@requires(Capacity.CITIZEN)
@require_safe
def messages(request: AppRequest) -> HttpResponse:
    """The list, newest first."""
    _, person_id = citizen_of(request)
    return inbox.list_page(request, ROOM, person_id, Audience.CITIZEN)


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def message(request: AppRequest, message_id: UUID) -> HttpResponse:
    """One message; the button says that it is read."""
    actor, person_id = citizen_of(request)
    return inbox.message_page(request, ROOM, message_id, person_id, Audience.CITIZEN, actor)


@requires(Capacity.CITIZEN)
@require_http_methods(["GET", "POST"])
def mails(request: AppRequest) -> HttpResponse:
    """Whether mails come, and where."""
    return inbox.mails_page(request, ROOM, _herself(request))


@requires(Capacity.CITIZEN)
@require_POST
def mail_code(request: AppRequest) -> HttpResponse:
    """The code that was mailed."""
    return inbox.code_page(request, ROOM, _herself(request))


@requires(Capacity.CITIZEN)
@require_POST
def stop_mails(request: AppRequest) -> HttpResponse:
    """No mails any more."""
    return inbox.stop_page(request, ROOM, _herself(request))


def _herself(request: AppRequest) -> Actor:
    actor = actor_of(request)
    if actor.represents is not None:
        raise NotAllowed
    return actor
