"""What every page does with a form that asks for an act: carry it out, and tell what came of it."""

from collections.abc import Callable

from django.contrib import messages

from loopbaankrediet.kernel.errors import DomainError, NotFound
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.requests import AppRequest


def carried_out(request: AppRequest, form: PlainForm, act: Callable[[], str]) -> bool:
    """Whether a valid form's act was done; its words go to the visitor. A refusal goes onto the form.

    NotFound passes: there is no page to come back to.
    """
    request.without_act = True
    if not form.is_valid():
        return False
    try:
        done = act()
    except NotFound:
        raise
    except DomainError as error:
        form.add_domain_error(error)
        return False
    request.without_act = False
    messages.success(request, done)
    return True
