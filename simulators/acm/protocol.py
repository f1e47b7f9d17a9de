"""How test-ACM differs from the OpenID Connect of django-oauth-toolkit: as ACM's documentation tells."""

import hashlib
from typing import Any

from django.conf import settings
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauthlib.common import Request
from oauthlib.openid import Server

from simulators.acm.clients import ASSERTION_TYPE, proved
from simulators.acm.people import SCOPE_OF_CLAIM, Identity, Person, claims_of


class CodeServer(Server):
    """Only the authorization code, and never a refresh token."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._response_types = {"code": self._response_types["code"]}
        self._grant_types = {"authorization_code": self._grant_types["authorization_code"]}
        self.openid_connect_auth.proxy_target.refresh_token = False
        self.auth_grant.refresh_token = False


class AcmValidator(OAuth2Validator):
    """Clients prove themselves by their own key; claims follow the capacity; what is empty is not told."""

    oidc_claim_scope = SCOPE_OF_CLAIM

    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        return True

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        if getattr(request, "client_assertion_type", None) != ASSERTION_TYPE:
            return False
        if getattr(request, "client_id", None) not in {None, settings.CLIENT_ID}:
            return False
        if not proved(getattr(request, "client_assertion", "") or ""):
            return False
        request.client_id = settings.CLIENT_ID
        return self._load_application(settings.CLIENT_ID, request) is not None

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Request, *args: Any, **kw: Any) -> bool:
        """To the letter: the toolkit lets any port of 127.0.0.1 through."""
        return redirect_uri in request.client.redirect_uris.split()

    def validate_silent_authorization(self, request: Request) -> bool:
        """No consent is asked: the client is one of the house."""
        return True

    def validate_silent_login(self, request: Request) -> bool:
        """Whether somebody is signed in is judged where the session is known."""
        return True

    def get_additional_claims(self, request: Request) -> dict[str, object]:
        person, identity = identity_of(request.user.username)
        return claims_of(person, identity, subject=subject_of(person))

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Request) -> tuple[dict[str, Any], Any]:
        """With the moment and the means of this very sign-in, which travel with the code."""
        claims, expires = super().get_id_token_dictionary(token, token_handler, request)
        return {**claims, **request.claims}, expires


def username_of(person: Person, place: int) -> str:
    """A row of the user table is a person in one capacity."""
    return f"{person.key}:{place}"


def identity_of(username: str) -> tuple[Person, Identity]:
    key, _, place = username.rpartition(":")
    person: Person = settings.PEOPLE[key]
    return person, person.identities[int(place)]


def subject_of(person: Person) -> str:
    """ACM's own number of a person: not the `vo_id`, not the national number, the same at each sign-in."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{person.vo_id}".encode()).hexdigest()[:32]
