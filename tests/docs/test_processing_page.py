"""The printed register is the register: who reads the page reads what the code holds itself to."""

import importlib.util

from tests.docs.pages import DOCS, ROOT


def test_the_page_of_processing_equals_the_register() -> None:
    spec = importlib.util.spec_from_file_location("print_processing", ROOT / "scripts" / "print_processing.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (DOCS / "reference" / "processing.md").read_text(encoding="utf-8") == script.page()
