"""Files for spreadsheets, as they are set in Belgium: semicolons, a comma in amounts, and a mark that says UTF-8."""

from django.http import HttpResponse

from loopbaankrediet.kernel.spreadsheets import plain_text

__all__ = ["amount_cell", "csv_download", "file_download", "plain_text"]

BYTE_ORDER_MARK = "\ufeff"


def amount_cell(cents: int) -> str:
    """Euro with a comma and no point for thousands: a spreadsheet can add them up."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02d}"


def file_download(name: str, content: bytes, content_type: str) -> HttpResponse:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def csv_download(name: str, text: str) -> HttpResponse:
    """The text of a spreadsheet as a file to keep."""
    return file_download(name, (BYTE_ORDER_MARK + text).encode(), "text/csv; charset=utf-8")
