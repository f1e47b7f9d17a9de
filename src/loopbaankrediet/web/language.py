"""In which language a page is shown: Dutch, or English for who chose it and where the whole page exists in it.

The choice stands in a cookie that exists only after choosing. What a browser says of its language chooses nothing.
Officers and counsellors work in Dutch (docs/adr/0048-english.md).
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.web.access import public
from loopbaankrediet.web.english_pages import PAGES
from loopbaankrediet.web.requests import AppRequest

DUTCH, ENGLISH = "nl", "en"
COOKIE = "taal"
A_YEAR = 365 * 24 * 3600
KEEPS_THE_FORM = 307


class LanguageMiddleware:
    """Stands below who acts: a page that exists in English has it for citizens and visitors."""

    def __init__(self, get_response: Callable[[AppRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        request.in_english = _exists_in_english(request)
        request.wants_english = request.COOKIES.get(COOKIE) == ENGLISH
        language = ENGLISH if request.in_english and request.wants_english else DUTCH
        with translation.override(language):
            response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        return response


def _exists_in_english(request: AppRequest) -> bool:
    if request.actor is not None and request.actor.capacity is not Capacity.CITIZEN:
        return False
    try:
        return resolve(request.path_info).view_name in PAGES
    except Resolver404:
        return True


@public
@csrf_exempt
@require_POST
def choose_language(request: AppRequest) -> HttpResponse:
    """Back to the same page, in the language of the button.

    The browser says from where it sends: a token against forgery would lay a cookie at everybody. Answers that stood
    in the page go along.
    """
    if urlsplit(request.headers.get("Origin", "")).netloc not in ("", request.get_host()):
        raise NotAllowed
    back = request.POST.get("terug", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("public:start")
    response = HttpResponseRedirect(back)
    if "antwoord" in request.POST:
        response.status_code = KEEPS_THE_FORM
    if request.POST.get("taal") == ENGLISH:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, ENGLISH, max_age=A_YEAR, httponly=True, secure=secure, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
