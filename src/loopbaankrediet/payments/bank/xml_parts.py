"""A bank file of any size, part by part, without ever building its tree: memory is that of one part.

Entities, DTDs and other encodings than UTF-8 do not exist here; comments and instructions vanish, so that they cannot
cut a text in two. What can be read in two ways (text between fields, a part in another place) is refused.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, NoReturn, Protocol
from xml.parsers import expat

from loopbaankrediet.payments.bank.errors import (
    BankFileDeclaresEntities,
    BankFileFieldInvalid,
    BankFileMalformed,
    BankFileTruncated,
)
from loopbaankrediet.payments.bank.xml_fields import Fields

CHUNK = 64 * 1024
LONGEST_TEXT = 20_000
DEEPEST = 40
# Never in UTF-8 text, always in UTF-16 and UTF-32, which the parser would read as well.
NO_UTF_8 = b"\0"
WHOLE_FILE = "het bestand"

Homes = Mapping[tuple[str, str], str]


class Listener(Protocol):
    """Is told that a part begins and gives the place for its fields; is told that it ends and has them all."""

    def begin(self, part: str) -> Fields: ...

    def end(self, part: str) -> None: ...


def feed(source: BinaryIO, parser: expat.XMLParserType) -> Iterator[None]:
    """Read the source from its start; a pause after every piece, to take away what has been gathered.

    Raises `BankFileTruncated` when only the end is missing and `BankFileMalformed` when it goes wrong before.
    """
    source.seek(0)
    at_end = False
    try:
        while piece := source.read(CHUNK):
            if NO_UTF_8 in piece:
                raise BankFileMalformed(line=parser.CurrentLineNumber)
            parser.Parse(piece, False)
            yield
        at_end = True
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise (BankFileTruncated if at_end else BankFileMalformed)(line=error.lineno) from None


class _Place:
    """An element of a part: its path in it, the part that begins there if any, and the places met inside it."""

    __slots__ = ("begins", "inside", "part", "path")

    def __init__(self, part: str, path: str, begins: str) -> None:
        self.part, self.path, self.begins = part, path, begins
        self.inside: dict[str, _Place] = {}


class PartMachine:
    """Cuts the file into parts. `homes` tells for (part around it, path inside that) which part begins there."""

    def __init__(self, namespace: str, homes: Homes, listener: Listener) -> None:
        self._prefix, self._homes, self._listener = namespace + " ", homes, listener
        self._names = frozenset(homes.values())
        self._tops = {part: _Place(part, "", "") for part in {"", *homes.values()}}
        self._place, self._fields = self._tops[""], Fields(WHOLE_FILE)
        self._above: list[_Place] = []
        self._around: list[Fields] = []
        self._text, self._is_leaf = "", False
        self.parser = _parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._text and not self._text.isspace():
            self._refuse_mixed()
        above = self._place
        self._above.append(above)
        self._place = place = above.inside.get(name) or self._look_up(above, name)
        if place.begins:
            self._around.append(self._fields)
            self._place, self._fields = self._tops[place.begins], self._listener.begin(place.begins)
        elif attributes and "Ccy" in attributes:
            self._fields.currencies[place.path] = attributes["Ccy"]
        self._text, self._is_leaf = "", True

    def _end(self, _name: str) -> None:
        place, text = self._place, self._text
        if not self._is_leaf and text and not text.isspace():
            self._refuse_mixed()
        self._place = self._above.pop()
        if place.path:
            self._fields.add(place.path, text.strip() if self._is_leaf else "")
        else:
            self._fields = self._around.pop()
            self._listener.end(place.part)
        self._text, self._is_leaf = "", False

    def _data(self, text: str) -> None:
        self._text += text
        if len(self._text) > LONGEST_TEXT:
            self._refuse(self._place.path, "de tekst is te lang")

    def _look_up(self, above: _Place, name: str) -> _Place:
        """A place met for the first time; above it are the part's own top and the elements between."""
        plain = name.removeprefix(self._prefix)
        path = f"{above.path}/{plain}" if above.path else plain
        begins = self._homes.get((above.part, path), "")
        if plain in self._names and not begins:
            self._refuse(plain, "het staat op een andere plaats")
        if len(self._above) > DEEPEST:
            self._refuse(plain, "het zit te diep")
        return above.inside.setdefault(name, _Place(above.part, path, begins))

    def _refuse_mixed(self) -> NoReturn:
        self._refuse(self._place.path, "tekst en velden staan door elkaar")

    def _refuse(self, name: str, reason: str) -> NoReturn:
        raise BankFileFieldInvalid(where=self._fields.where, name=name, reason=reason)


def root_name(source: BinaryIO) -> str:
    """The namespace and the name of the root element with a space between them."""
    found: list[str] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, _attributes: found.append(name)
    try:
        for _ in feed(source, parser):
            if found:
                break
    except BankFileMalformed:
        if not found:
            raise
    return found[0]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_details: object) -> NoReturn:
    raise BankFileDeclaresEntities
