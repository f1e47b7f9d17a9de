"""The messages of a counsellor."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.messages.models import Audience
from loopbaankrediet.web import inbox
from loopbaankrediet.web.access import actor_of
from loopbaankrediet.web.counsellor.access import for_registered
from loopbaankrediet.web.requests import AppRequest

ROOM = "counsellor"


@for_registered
@require_safe
def messages(request: AppRequest) -> HttpResponse:
    """The list, newest first."""
    return inbox.list_page(request, ROOM, _person(request), Audience.COUNSELLOR)


@for_registered
@require_http_methods(["GET", "POST"])
def message(request: AppRequest, message_id: UUID) -> HttpResponse:
    """One message; the button says that it is read."""
    actor = actor_of(request)
    return inbox.message_page(request, ROOM, message_id, _person(request), Audience.COUNSELLOR, actor)


@for_registered
@require_http_methods(["GET", "POST"])
def mails(request: AppRequest) -> HttpResponse:
    """Whether mails come, and where."""
    return inbox.mails_page(request, ROOM, actor_of(request))


@for_registered
@require_POST
def mail_code(request: AppRequest) -> HttpResponse:
    """The code that was mailed."""
    return inbox.code_page(request, ROOM, actor_of(request))


@for_registered
@require_POST
def stop_mails(request: AppRequest) -> HttpResponse:
    """No mails any more."""
    return inbox.stop_page(request, ROOM, actor_of(request))


def _person(request: AppRequest) -> UUID:
    person_id = actor_of(request).person_id
    if person_id is None:
        raise NotAllowed
    return person_id
