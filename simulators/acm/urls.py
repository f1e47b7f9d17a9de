"""The addresses of test-ACM, as ACM has them."""

from django.urls import path
from oauth2_provider.views import JwksInfoView, TokenView, UserInfoView

from simulators.acm import pages
from simulators.acm.authorize import Authorize, Cancel
from simulators.acm.endpoints import discovery, sign_out

urlpatterns = [
    path("op/.well-known/openid-configuration", discovery, name="discovery"),
    path("op/v1/auth", Authorize.as_view(), name="authorize"),
    path("op/v1/token", TokenView.as_view(), name="token"),
    path("op/v1/userinfo", UserInfoView.as_view(), name="userinfo"),
    path("op/v1/keys", JwksInfoView.as_view(), name="keys"),
    path("op/v1/logout", sign_out, name="sign-out"),
    path("op/wie-ben-je/", pages.sign_in, name="sign-in"),
    path("op/hoedanigheid/", pages.capacity, name="capacity"),
    path("op/bevestig/", pages.confirm, name="confirm"),
    path("op/annuleer/", Cancel.as_view(), name="cancel"),
    path("op/stijl.css", pages.style, name="style"),
]
handler404 = "simulators.acm.pages.not_found"
