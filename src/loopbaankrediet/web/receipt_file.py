"""The receipt of a decision as a file, for who wants to compute it again: the citizen herself, or an officer."""

from django.http import HttpResponse

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.queries import ApplicationView
from loopbaankrediet.decree.archive.receipts import as_file


def receipt_download(found: ApplicationView) -> HttpResponse:
    """The receipt of the latest decision, named after the file: bewijs-LK-100-123.json."""
    name = f"bewijs-{file_number(found.number).replace(' ', '-')}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_file(found.decision.receipt.proof), content_type="application/json", headers=headers)
