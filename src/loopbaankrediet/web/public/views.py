"""Pages for everybody; signing in itself is left to the configured way."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.processing.page import sections
from loopbaankrediet.web import sign_in as session
from loopbaankrediet.web.access import public
from loopbaankrediet.web.requests import AppRequest


@public
@require_safe
def start(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/start.html")


@public
@require_safe
def help_page(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/help.html")


@public
@require_safe
def accessibility(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/accessibility.html")


@public
@require_safe
def privacy(request: AppRequest) -> HttpResponse:
    """From the register of processing, so that it says what the code does."""
    return render(request, "web/public/privacy.html", {"sections": sections()})


@public
@require_safe
def sign_in(request: AppRequest) -> HttpResponse:
    """On to the configured way of signing in, with the page to go back to."""
    if settings.SIGN_IN != "personas":
        raise NotFound
    query = urlencode({"next": request.GET.get("next", "")})
    return HttpResponseRedirect(f"{reverse('demo:personas')}?{query}")


@public
@require_POST
def sign_out(request: AppRequest) -> HttpResponse:
    session.sign_out(request)
    return redirect("public:start")
