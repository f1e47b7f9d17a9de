"""Proof for an application: hand in a file, look at it again, take a wrong one away."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.queries import application as application_by_id
from loopbaankrediet.flows.proofs import TAKES_PROOF, hand_in_proof
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.uploads.actions import withdraw_upload
from loopbaankrediet.uploads.errors import FileEmpty
from loopbaankrediet.uploads.limits import upload_limit
from loopbaankrediet.uploads.models import UploadPurpose
from loopbaankrediet.uploads.queries import UploadView, upload_to_read, uploads_about
from loopbaankrediet.web.access import requires
from loopbaankrediet.web.acting import carried_out
from loopbaankrediet.web.citizen.who import citizen_of, posts_for_citizen
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.papers import only_to_look_at, paper_response, size_of, state_of
from loopbaankrediet.web.requests import AppRequest

NEVER_SEEN = gettext_noop("Kies een bestand.")


class PaperForm(PlainForm):
    """One file; what is wrong with it stands at the file."""

    file = forms.FileField(
        label=gettext_lazy("Kies een foto of PDF"),
        help_text=gettext_lazy("Een foto met je telefoon is goed: JPEG, PNG of PDF."),
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"required": NEVER_SEEN, "empty": FileEmpty.message},
    )


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def papers(request: AppRequest, application_id: UUID) -> HttpResponse:
    """What was handed in about this application, and a form for one more."""
    actor, person_id = citizen_of(request)
    view = application_by_id(application_id)
    if view is None or view.person_id != person_id:
        raise NotFound
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> str:
        file = form.cleaned_data["file"]
        hand_in_proof(
            application_id=application_id, name=file.name, source=file, by=actor, clock=request.clock, key=form.key
        )
        return gettext("We hebben je bestand. Een medewerker kijkt ernaar.")

    if carried_out(request, form, act):
        return redirect("citizen:papers", application_id)
    context = {
        "form": form,
        "application_id": application_id,
        "number": file_number(view.number),
        "takes": view.state in TAKES_PROOF,
        "papers": [(paper, *state_of(paper), size_of(paper)) for paper in _about(application_id)],
        "most": upload_limit("files_about_one_thing", on=request.clock.today()),
        "megabytes": upload_limit("file_bytes", on=request.clock.today()) // 1_000_000,
    }
    return render(request, "web/citizen/papers.html", context, status=422 if form.errors else 200)


@requires(Capacity.CITIZEN)
@only_to_look_at
@require_safe
def paper_file(request: AppRequest, proof_id: UUID) -> HttpResponseBase:
    """The file itself, as we keep it."""
    return paper_response(_own(request, proof_id))


@requires(Capacity.CITIZEN)
@posts_for_citizen(Scope.APPLY)
@require_http_methods(["GET", "POST"])
def withdraw(request: AppRequest, proof_id: UUID) -> HttpResponse:
    """Take a wrong file away, as long as nobody who decides has looked at it."""
    actor, _ = citizen_of(request)
    paper, form = _own(request, proof_id), PlainForm(request.POST or None)

    def act() -> str:
        withdraw_upload(upload_id=proof_id, by=actor, clock=request.clock, key=form.key)
        return gettext("Het bestand is weg.")

    if carried_out(request, form, act):
        return redirect("citizen:papers", paper.about_id)
    context = {"form": form, "paper": paper, "back": reverse("citizen:papers", args=[paper.about_id])}
    return render(request, "web/citizen/withdraw_paper.html", context, status=422 if form.errors else 200)


def _about(application_id: UUID) -> tuple[UploadView, ...]:
    return uploads_about(UploadPurpose.APPLICATION, application_id)


def _own(request: AppRequest, proof_id: UUID) -> UploadView:
    _, person_id = citizen_of(request)
    paper = upload_to_read(proof_id)
    if paper.owner_id != person_id or paper.purpose is not UploadPurpose.APPLICATION:
        raise NotFound
    return paper
