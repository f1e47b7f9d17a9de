"""The English catalogue of the pages: `update` takes up what the code says now, `compile` makes it ready for use."""

import os
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src" / "loopbaankrediet" / "web"
ENGLISH = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}

Message = str | tuple[str, ...]


def messages() -> Iterator[tuple[Message, str]]:
    """Everything the pages say through the catalogue, with the file that says it."""
    from loopbaankrediet.web.room_texts import texts_of_rooms

    for path in sorted(WEB.rglob("*.py")):
        yield from _said_by(path, path.read_text())
    for path in sorted(WEB.rglob("*.html")):
        text = templatize(path.read_text(), origin=str(path))
        yield from _said_by(path, "\n".join(line.lstrip() for line in text.splitlines()))
    yield from ((text, "loopbaankrediet/web/room_texts.py") for text in texts_of_rooms())


def catalogue() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def update() -> None:
    """New texts come in empty, what nobody says any more goes, nothing is guessed."""
    known = catalogue()
    made = Catalog(locale="en")
    for text, place in messages():
        old = known.get(text)
        made.add(text, old.string if old else None, locations=[(place, None)])  # type: ignore[list-item]
    with ENGLISH.open("wb") as file:
        write_po(file, made, width=120, omit_header=True)


def compile_catalogue() -> None:
    """Beside the source, in one move: several processes may do this at once."""
    packed = BytesIO()
    write_mo(packed, catalogue())
    with tempfile.NamedTemporaryFile(dir=ENGLISH.parent, delete=False) as file:
        file.write(packed.getvalue())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(ENGLISH.with_suffix(".mo"))


def is_compiled() -> bool:
    packed = ENGLISH.with_suffix(".mo")
    return packed.exists() and packed.stat().st_mtime >= ENGLISH.stat().st_mtime


def _said_by(path: Path, text: str) -> Iterator[tuple[Message, str]]:
    place = path.relative_to(WEB.parents[1]).as_posix()
    for _, message, _, _ in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
        yield message, place


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loopbaankrediet.settings.test")
        django.setup()
        update()
    compile_catalogue()
