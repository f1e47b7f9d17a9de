"""Every refusal and failure as one plain page: what happened, what to do now, and the phone line."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from loopbaankrediet.flows.sign_in import NoRole
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.errors import DomainError, NotAllowed, NotFound, WrongState
from loopbaankrediet.people.identities import IdentityMoved
from loopbaankrediet.people.mandates.errors import MandateOver, OutsideMandate
from loopbaankrediet.web.context import PageFrame
from loopbaankrediet.web.oidc.errors import AnotherPerson, ProviderSilent, SignInRefused, StepUpLeft, WeakStepUp
from loopbaankrediet.web.requests import AppRequest


@dataclass(frozen=True)
class ErrorPage:
    """The texts of one kind of error; `message` is used when the error brings none of its own."""

    status: int
    heading: str
    message: str
    advice: str


NOT_FOUND = ErrorPage(
    404,
    _("We vinden deze pagina niet"),
    _("Deze pagina bestaat niet, of je mag ze niet zien."),
    _("Kijk het adres na, of begin opnieuw op de startpagina."),
)
NOT_ALLOWED = ErrorPage(
    403,
    _("Je mag deze pagina niet zien"),
    NotAllowed.message,
    _("Meld je aan met de juiste rol, of ga terug naar de startpagina."),
)
MANDATE_OVER = ErrorPage(
    403,
    _("Je handelt niet meer voor deze persoon"),
    MandateOver.message,
    _("Ga naar “Ik help iemand”. Vragen? Bel gratis 1700."),
)
OUTSIDE_MANDATE = ErrorPage(
    403,
    _("Dit doe je niet voor iemand anders"),
    OutsideMandate.message,
    _("Ga terug, of ga naar “Ik help iemand”. Vragen? Bel gratis 1700."),
)
WRONG_STATE = ErrorPage(
    409,
    _("Intussen is er iets veranderd"),
    WrongState.message,
    _("Misschien deed je dit al in een ander venster. Ga terug, laad de pagina opnieuw en kijk hoe ver het staat."),
)
ERASED = ErrorPage(
    410,
    _("Deze gegevens zijn gewist"),
    Erased.message,
    _("Heb je hier een vraag over? Bel ons."),
)
REFUSED = ErrorPage(
    422, _("Dit lukt niet"), DomainError.message, _("Ga terug, pas aan wat nodig is en probeer het opnieuw.")
)
EXPIRED = ErrorPage(
    403,
    _("Je formulier is verlopen"),
    _("De pagina stond te lang open, of je meldde je intussen opnieuw aan in een ander venster. Er is niets gebeurd."),
    _(
        "Kijk bovenaan of je aangemeld bent zoals je wil. "
        "Open daarna de pagina opnieuw en vul het formulier nog eens in."
    ),
)
NOT_SIGNED_IN = ErrorPage(
    403,
    _("Aanmelden is niet gelukt"),
    SignInRefused.message,
    _(
        "Klik bovenaan op Aanmelden en begin opnieuw. "
        "Lukt het niet, of kan je je niet aanmelden? Bel 1700: we helpen je."
    ),
)
NOT_PROVEN = ErrorPage(
    403,
    _("Bevestigen is niet gelukt"),
    WeakStepUp.message,
    _("Er is niets gebeurd. Ga terug naar je pagina en probeer het opnieuw. Lukt het niet? Bel 1700."),
)
PROVIDER_SILENT = ErrorPage(
    503,
    _("Aanmelden kan nu even niet"),
    ProviderSilent.message,
    _("Probeer het over enkele minuten opnieuw. Heb je haast? Bel 1700: we helpen je verder."),
)
BAD_REQUEST = ErrorPage(
    400,
    _("We begrijpen deze vraag niet"),
    _("Je browser stuurde iets wat we niet kunnen lezen."),
    _("Begin opnieuw op de startpagina."),
)
FAILED = ErrorPage(
    500,
    _("Er ging iets mis bij ons"),
    _("Dit is onze fout. Wat je vroeg, is niet gebeurd."),
    _("Probeer het over enkele minuten opnieuw. Lukt het dan nog niet? Bel ons."),
)
PAGES: tuple[tuple[type[DomainError], ErrorPage], ...] = (
    (NotFound, NOT_FOUND),
    (MandateOver, MANDATE_OVER),
    (OutsideMandate, OUTSIDE_MANDATE),
    (NotAllowed, NOT_ALLOWED),
    (WrongState, WRONG_STATE),
    (Erased, ERASED),
    (ProviderSilent, PROVIDER_SILENT),
    (WeakStepUp, NOT_PROVEN),
    (StepUpLeft, NOT_PROVEN),
    (AnotherPerson, NOT_PROVEN),
    (SignInRefused, NOT_SIGNED_IN),
    (IdentityMoved, NOT_SIGNED_IN),
    (NoRole, NOT_SIGNED_IN),
    (DomainError, REFUSED),
)


def refusal(request: AppRequest, error: DomainError) -> HttpResponse:
    """The page of a domain error: 404, 403, 409, 410, or 422 for every other refusal."""
    page = next(page for kind, page in PAGES if isinstance(error, kind))
    response = _render(page, message=str(error), request=request)
    response["HX-Retarget"] = "body"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _render(BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _render(NOT_ALLOWED, request=request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _render(NOT_FOUND, request=request)


def failed(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor session: those may be what failed."""
    return _render(FAILED)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _render(EXPIRED, request=request)


def _render(page: ErrorPage, *, message: str = "", request: HttpRequest | None = None) -> HttpResponse:
    context = {"page": page, "message": message or page.message}
    if request is None:
        context["frame"] = PageFrame()
    else:
        cast("AppRequest", request).refused = True
    return HttpResponse(render_to_string("web/error.html", context, request), status=page.status)
