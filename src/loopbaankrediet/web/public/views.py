"""Pages for everybody."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from loopbaankrediet.processing.page import sections
from loopbaankrediet.web.access import public
from loopbaankrediet.web.public.guide import NEEDS
from loopbaankrediet.web.requests import AppRequest


@public
@require_safe
def start(request: AppRequest) -> HttpResponse:
    return render(request, "web/public/start.html", {"needs": NEEDS})


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
    ways = {"phone": settings.CONTACT_PHONE, "email": settings.CONTACT_EMAIL, "address": settings.CONTACT_ADDRESS}
    return render(request, "web/public/privacy.html", ways | {"sections": sections(gettext)})
