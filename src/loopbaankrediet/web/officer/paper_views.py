"""Proof beside an application: each look at a file is noted by itself."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.queries import ApplicationView
from loopbaankrediet.credit.queries import application as application_by_id
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.uploads.models import UploadPurpose
from loopbaankrediet.uploads.queries import UploadView, has_scanner, upload_to_read
from loopbaankrediet.web.access import requires_role
from loopbaankrediet.web.looking import saw
from loopbaankrediet.web.papers import only_to_look_at, paper_response, size_of, state_of
from loopbaankrediet.web.requests import AppRequest


@requires_role(Role.CASE_OFFICER)
@require_safe
def paper(request: AppRequest, proof_id: UUID) -> HttpResponse:
    """What it is, and the picture itself; a PDF is downloaded."""
    found, application = _look_at(request, proof_id)
    context = {
        "paper": found,
        "application": application,
        "number": file_number(application.number),
        "size": size_of(found),
        "state": state_of(found),
        "has_scanner": has_scanner(),
    }
    return render(request, "web/officer/paper.html", context)


@requires_role(Role.CASE_OFFICER)
@only_to_look_at
@require_safe
def paper_file(request: AppRequest, proof_id: UUID) -> HttpResponseBase:
    """The file itself."""
    found, _ = _look_at(request, proof_id)
    return paper_response(found)


def _look_at(request: AppRequest, proof_id: UUID) -> tuple[UploadView, ApplicationView]:
    """Papers of a registration are of the registrar, on pages of the register."""
    found = upload_to_read(proof_id)
    application = application_by_id(found.about_id) if found.purpose is UploadPurpose.APPLICATION else None
    if application is None:
        raise NotFound
    saw(request, "open_upload", Subject("upload", found.id, found.owner_id), dossier=file_number(application.number))
    return found, application
