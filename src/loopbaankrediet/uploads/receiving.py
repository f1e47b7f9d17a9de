"""The door for files: of each file one byte more than the largest allowed is read, and the rest is let go.

So a file that is too large is known as such and never kept, and nothing that somebody sends lies readable in a
temporary file.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from loopbaankrediet.uploads.limits import largest_ever


class BoundedMemory(FileUploadHandler):
    """Replaces Django's handlers (settings FILE_UPLOAD_HANDLERS)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keeps what still fits; what follows is read and forgotten, so that the page can answer in words."""
        self.kept.write(raw_data[: max(0, largest_ever() + 1 - start)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, size, self.charset
        )
