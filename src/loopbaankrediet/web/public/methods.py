"""The public catalogue of methods: what counts, what was refused or withdrawn, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.counsellors.methods.models import MethodState
from loopbaankrediet.counsellors.methods.queries import catalogue
from loopbaankrediet.web.access import public
from loopbaankrediet.web.method_words import STATE_WORDS, review_words
from loopbaankrediet.web.requests import AppRequest

SHOWN = (
    (MethodState.ACCEPTED, "Deze methodieken tellen"),
    (MethodState.PROPOSED, "Bij het expertenpanel"),
    (MethodState.REFUSED, "Niet aanvaard"),
    (MethodState.WITHDRAWN, "Ingetrokken"),
)


@public
@require_safe
def methods(request: AppRequest) -> HttpResponse:
    found = catalogue(on=request.clock.today())
    groups = [
        (
            title,
            [
                (one, STATE_WORDS[state], [(review, review_words(review.is_founded)) for review in one.reviews])
                for one in found
                if one.state == state
            ],
        )
        for state, title in SHOWN
    ]
    return render(request, "web/public/methods.html", {"groups": [group for group in groups if group[1]]})
