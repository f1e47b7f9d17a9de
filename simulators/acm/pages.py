"""What people see: choose who you are, in which capacity, confirm with an identity card."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from simulators.acm.authorize import onward, page
from simulators.acm.people import GROUPS, Person
from simulators.acm.sessions import Visit, wish_of

PLURALS = {"BUR": "Burgers", "EA": "Ondernemingen en organisaties", "GID": "Medewerkers van de overheid"}


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The people, by capacity; when the request names a capacity only those who have it."""
    wish = wish_of(request.GET)
    if request.method == "POST":
        person = settings.PEOPLE.get(request.POST.get("person", ""))
        places = person.matching(wish.group, wish.code) if person else []
        if person is None or not places:
            raise Http404
        Visit(request.session).sign_in(person, places[0] if len(places) == 1 else None)
        return redirect(onward(request.GET))
    groups = [
        (PLURALS[group], people_of(group, wish.code if group == wish.group else ""))
        for group in ([wish.group] if wish.group else GROUPS)
    ]
    context = {"groups": groups, "cancel": page("cancel", request.GET), "wish": wish}
    return render(request, "acm/sign_in.html", context)


def people_of(group: str, code: str) -> list[Person]:
    """Who can sign in for this group; without a wish everybody stands once, under the first capacity."""
    people: list[Person] = list(settings.PEOPLE.values())
    return [person for person in people if person.matching(group, code)]


@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest) -> HttpResponse:
    """In which capacity; nothing is asked of who has only one."""
    visit, wish = Visit(request.session), wish_of(request.GET)
    person = visit.person
    if person is None:
        return redirect(page("sign-in", request.GET))
    places = person.matching(wish.group, wish.code)
    if request.method == "POST":
        chosen = next((place for place in places if str(place) == request.POST.get("place")), None)
        if chosen is None:
            raise Http404
        visit.choose(chosen)
        return redirect(page("authorize", request.GET))
    choices = [(place, person.identities[place].label) for place in places]
    return render(request, "acm/capacity.html", {"person": person, "choices": choices})


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The same person shows her identity card (an imitation: a button)."""
    visit = Visit(request.session)
    person = visit.person
    if person is None:
        return redirect(page("sign-in", request.GET))
    if request.method == "POST":
        visit.confirm()
        return redirect(onward(request.GET))
    return render(request, "acm/confirm.html", {"person": person, "cancel": page("cancel", request.GET)})


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    return HttpResponse(settings.STYLE, content_type="text/css; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "acm/refused.html", {"text": "Deze pagina bestaat niet."}, status=404)
