"""The authorization endpoint: the request is judged first, then the person is asked for what is still missing."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin
from oauth2_provider.exceptions import OAuthToolkitError
from oauth2_provider.models import get_application_model
from oauth2_provider.views.base import BaseAuthorizationView
from oauthlib.oauth2 import InvalidRequestError
from oauthlib.openid.connect.core.exceptions import LoginRequired

from simulators.acm.protocol import username_of
from simulators.acm.sessions import Visit, Wish, wish_of

Credentials = dict[str, Any]


class Authorize(TemplateResponseMixin, BaseAuthorizationView):
    """An unknown scope, a foreign address or a missing PKCE is refused before anybody is asked to sign in."""

    template_name = "acm/refused.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            scopes, credentials = self.validate_authorization_request(request)
            return self.answer(request, scopes, credentials)
        except OAuthToolkitError as error:
            return self.error_response(error, application=None)

    def answer(self, request: HttpRequest, scopes: list[str], credentials: Credentials) -> HttpResponse:
        if credentials.get("code_challenge_method") != "S256":
            raise refusal(InvalidRequestError("Use S256 as code_challenge_method."), credentials)
        wish, visit = wish_of(request.GET), Visit(request.session)
        lacking = step_lacking(wish, visit)
        if lacking and "none" in wish.prompts:
            raise refusal(LoginRequired(), credentials)
        return redirect(page(lacking, request.GET)) if lacking else self.with_code(wish, visit, scopes, credentials)

    def with_code(self, wish: Wish, visit: Visit, scopes: list[str], credentials: Credentials) -> HttpResponse:
        person, place = visit.person, visit.place
        if person is None or place is None:
            raise refusal(LoginRequired(), credentials)
        self.request.user, _ = User.objects.get_or_create(username=username_of(person, place))
        uri, _, _, _ = self.create_authorization_response(
            request=self.request,
            scopes=" ".join(scopes),
            credentials={**credentials, "claims": visit.told(wish)},
            allow=True,
        )
        return self.back(uri, credentials)

    def back(self, uri: str, credentials: Credentials) -> HttpResponse:
        application = get_application_model().objects.get(client_id=credentials["client_id"])
        response: HttpResponse = self.redirect(uri, application)
        return response


class Cancel(Authorize):
    """The person does not want to sign in: the client hears access_denied."""

    def answer(self, request: HttpRequest, scopes: list[str], credentials: Credentials) -> HttpResponse:
        request.user = User()
        uri, _, _, _ = self.create_authorization_response(
            request=request, scopes=" ".join(scopes), credentials=credentials, allow=False
        )
        return self.back(uri, credentials)


def refusal(error: Exception, credentials: Credentials) -> OAuthToolkitError:
    """An error that goes back to the client, which is known to be ours by now."""
    error.state, error.redirect_uri = credentials.get("state"), credentials["redirect_uri"]  # type: ignore[attr-defined]
    return OAuthToolkitError(error=error, redirect_uri=credentials["redirect_uri"])


def step_lacking(wish: Wish, visit: Visit) -> str:
    """Name of the page that the person must pass first; empty when nothing lacks."""
    person = visit.person
    if person is None:
        return "sign-in"
    if not visit.is_fresh(wish) or (wish.wants_eid and not visit.by_eid()):
        return "confirm" if wish.wants_eid else "sign-in"
    places = person.matching(wish.group, wish.code)
    if visit.place in places:
        return ""
    if len(places) == 1:
        visit.choose(places[0])
        return ""
    return "capacity" if places else "sign-in"


def page(name: str, query: QueryDict) -> str:
    """The address of a page of ours that keeps the authorization request."""
    return f"{reverse(name)}?{query.urlencode()}"


def onward(query: QueryDict) -> str:
    """Back to the authorization endpoint; a fresh sign-in has met `prompt` and `max_age`."""
    rest = query.copy()
    for name in ("prompt", "max_age"):
        rest.pop(name, None)
    return page("authorize", rest)
