"""The drawn states are the real ones: who reads the page can trust what may follow what."""

import importlib.util

from tests.docs.pages import DOCS, ROOT


def test_the_page_of_states_equals_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("print_states", ROOT / "scripts" / "print_states.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (DOCS / "reference" / "states.md").read_text(encoding="utf-8") == script.page()
