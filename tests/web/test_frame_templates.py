"""The strict Content-Security-Policy blocks what stands inline, and the visitor would not know why."""

import re
from pathlib import Path

import pytest

import loopbaankrediet.web

FOLDER = Path(loopbaankrediet.web.__file__).parent
TEMPLATES = sorted(FOLDER.rglob("*.html"))
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|hx-on", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_inline_style_script_or_event(path: Path) -> None:
    assert not INLINE.search(path.read_text())


@pytest.mark.parametrize(
    "text", ['<p style="x">', "<style>", "<script>x</script>", '<a onclick="x">', '<a href="javascript:x">']
)
def test_the_search_for_inline_parts_finds_each_kind(text: str) -> None:
    assert INLINE.search(text)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_fetches_nothing_and_stays_readable(path: Path) -> None:
    text = path.read_text()

    assert "url(" not in text
    assert "@font-face" not in text
    assert "@import" not in text
    assert len(text.splitlines()) <= 400
