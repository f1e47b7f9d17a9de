"""Headers of every page: nothing from elsewhere, in no frame, kept by no cache."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def protect(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A form may end at the client: a browser follows the redirect after a form only to addresses named here."""
    targets = " ".join(["'self'", *settings.FORM_TARGETS])
    policy = (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {targets}"
    )

    def protected(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return protected
