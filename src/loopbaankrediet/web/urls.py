"""All addresses. The page of the clock exists only in the demonstration."""

from django.conf import settings
from django.urls import URLResolver, include, path

handler400 = "loopbaankrediet.web.errors.bad_request"
handler403 = "loopbaankrediet.web.errors.not_allowed"
handler404 = "loopbaankrediet.web.errors.not_found"
handler500 = "loopbaankrediet.web.errors.failed"


def addresses() -> list[URLResolver]:
    """The root addresses under the settings of now."""
    found = [
        path("", include("loopbaankrediet.web.public.urls")),
        path("mijn/", include("loopbaankrediet.web.citizen.urls")),
        path("begeleider/", include("loopbaankrediet.web.counsellor.urls")),
        path("medewerker/", include("loopbaankrediet.web.officer.urls")),
    ]
    if settings.DEMO:
        found.append(path("demo/", include("loopbaankrediet.web.demo.urls")))
    return found


urlpatterns = addresses()
