"""What a file really is: sound files pass without what they need not hold, everything else is refused in words."""

import struct
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet.uploads.errors import (
    FileDamaged,
    FileRefused,
    KindUnknown,
    PdfActive,
    PdfEncrypted,
    PdfUnclear,
    PictureTooLarge,
)
from loopbaankrediet.uploads.formats import clean
from loopbaankrediet.uploads.models import Kind
from loopbaankrediet.uploads.naming import clean_name
from tests.uploads.papers import chunk, exif, jpeg, objects, pdf, png, segment, stream

DAY = date(2027, 3, 1)
SOUND = {
    Kind.PNG: png(),
    Kind.JPEG: jpeg(),
    Kind.PDF: pdf(stream(b"BT (Attest) Tj ET"), objects(b"5 0 <</Type/Font>>")),
}


def packed_as(way: bytes) -> bytes:
    """A PDF with a script in objects that are packed in a way we do not look into."""
    return pdf(objects(zlib.compress(b"5 0 " + SCRIPT)).replace(b"/Filter/FlateDecode", b"/Filter" + way))


SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_file_is_what_its_own_bytes_say(kind: Kind) -> None:
    assert clean(SOUND[kind], on=DAY) == (kind, SOUND[kind])


def test_a_photo_keeps_which_way_is_up_and_loses_where_it_was_taken() -> None:
    kind, kept = clean(jpeg(more=exif(6) + segment(0xFE, b"van An")), on=DAY)
    assert b"GPS" not in kept
    assert b"van An" not in kept
    assert clean(kept, on=DAY) == (kind, kept)
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in kept


def test_what_hides_behind_or_inside_a_picture_is_gone() -> None:
    hidden = png(more=chunk(b"tEXt", b"Comment\0<script>")) + b"PK\x03\x04 a zip behind it"
    assert clean(hidden, on=DAY)[1] == png()
    assert clean(jpeg() + b"<html><script>", on=DAY)[1] == jpeg()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"MZ a program", KindUnknown, id="a program"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", KindUnknown, id="svg"),
        pytest.param(b"GIF89a" + jpeg(), KindUnknown, id="a picture behind another"),
        pytest.param(png(packed=zlib.compress(bytes(50_000_000))), FileDamaged, id="bomb in a png"),
        pytest.param(png(packed=zlib.compress(b"\0")), FileDamaged, id="too few points"),
        pytest.param(png(30_000, 2), PictureTooLarge, id="too wide"),
        pytest.param(png(11_000, 11_000, packed=b""), PictureTooLarge, id="too many points"),
        pytest.param(png(0, 2), FileDamaged, id="no points"),
        pytest.param(png(more=chunk(b"EVIL", b"")), FileDamaged, id="a critical part nobody knows"),
        pytest.param(png().replace(b"IDAT", b"IDAX"), FileDamaged, id="a wrong checksum"),
        pytest.param(jpeg(20_000, 2), PictureTooLarge, id="a photo too wide"),
        pytest.param(jpeg(more=segment(0xC8, b"x")), FileDamaged, id="an unknown part in a photo"),
        pytest.param(pdf(SCRIPT), PdfActive, id="script"),
        pytest.param(pdf(SCRIPT.replace(b"JavaScript", b"J#61v#61Script")), PdfActive, id="script in other letters"),
        pytest.param(pdf(objects(b"5 0 " + SCRIPT)), PdfActive, id="script in packed objects"),
        pytest.param(pdf(b"%>>stream\n", SCRIPT, b"%endstream"), PdfActive, id="script in what looks packed"),
        pytest.param(pdf(b"<</EF<</F 5 0 R>>>>", b"<</Type/EmbeddedFile>>"), PdfActive, id="a file in it"),
        pytest.param(pdf(b"<</S/Launch/F(cmd.exe)>>"), PdfActive, id="starts a program"),
        pytest.param(pdf(trailer=b"/Encrypt 4 0 R"), PdfEncrypted, id="encrypted"),
        pytest.param(packed_as(b"[/FlateDecode/FlateDecode]"), PdfUnclear, id="packed twice"),
        pytest.param(packed_as(b"/ASCIIHexDecode"), PdfUnclear, id="packed otherwise"),
        pytest.param(packed_as(b" 9 0 R"), PdfUnclear, id="packed elsewhere"),
        pytest.param(pdf(objects(b"x").replace(b">>\n", b"%stream \n>>\n")), PdfUnclear, id="a stream in a remark"),
        pytest.param(pdf(stream(bytes(450_000_000))), PdfUnclear, id="bomb in a pdf"),
        pytest.param(pdf() + b"PK\x03\x04 a zip behind it", FileDamaged, id="something behind a pdf"),
        pytest.param(b"%PDF-1.7 nothing", FileDamaged, id="only the first words of a pdf"),
    ],
)
def test_what_is_not_a_sound_file_is_refused_with_what_to_do(content: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal) as refused:
        clean(content, on=DAY)
    assert refused.value.field == "file"
    assert "." in str(refused.value)


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(list(SOUND)), data=st.data())
def test_a_file_that_was_cut_or_changed_is_refused_in_words_or_still_sound(kind: Kind, data: st.DataObject) -> None:
    content = bytearray(SOUND[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(3, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(1, len(content)))])
    try:
        _, kept = clean(cut, on=DAY)
    except FileRefused:
        return
    assert clean(kept, on=DAY) == (kind, kept)


def test_a_large_white_page_passes() -> None:
    content = png(4000, 6000)
    assert clean(content, on=DAY) == (Kind.PNG, content)


def test_no_shortened_file_passes() -> None:
    for content in SOUND.values():
        for length in range(1, len(content.rstrip())):
            with pytest.raises(FileRefused):
                clean(content[:length], on=DAY)


def test_an_interlaced_picture_is_counted_by_its_passes() -> None:
    passes = [(1, 1), (1, 1), (2, 1), (1, 2), (3, 1)]
    rows = b"".join((b"\0" + bytes(columns)) * lines for columns, lines in passes)
    content = png(3, 3, packed=zlib.compress(rows), interlace=1)
    assert clean(content, on=DAY) == (Kind.PNG, content)
    with pytest.raises(FileDamaged):
        clean(png(3, 3, packed=zlib.compress(rows + b"\0"), interlace=1), on=DAY)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("attest.pdf", "attest.png"),
        ("..\\..\\C:\\windows\\attest d'Or.exe", "attest d'Or.png"),
        ("/etc/passwd", "passwd.png"),
        ("loon\u202efdp.exe", "loonfdp.png"),
        ("Zoë  Ünal\u200b\n2027.jpeg", "Zoë Ünal 2027.png"),
        ("<script>.png", "_script_.png"),
        ("", "bestand.png"),
        ("...", "bestand.png"),
        ("a" * 300 + ".png", "a" * 80 + ".png"),
    ],
)
def test_a_name_is_shown_without_path_tricks_or_unseen_signs(given_name: str, shown: str) -> None:
    assert clean_name(given_name, "png") == shown
