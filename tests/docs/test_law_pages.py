"""The pages of the law are the law: a lawyer who reads them reads what the code does."""

import importlib.util
from types import ModuleType

from loopbaankrediet.decree.dated.procedure import choices, named_days, procedure
from loopbaankrediet.decree.laws import every_law
from loopbaankrediet.decree.saying.open_points import open_points, points_about, points_of
from tests.docs.pages import DOCS, ROOT

FOLDER = DOCS / "reference" / "law"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("print_law", ROOT / "scripts" / "print_law.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_pages_of_the_law_equal_the_law_and_none_is_left_over() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    made = script().pages()
    assert sorted(written) == sorted(made)
    assert [name for name, text in made.items() if written[name] != text] == []


def test_every_version_of_every_article_has_its_code_its_table_and_its_tests() -> None:
    for law in every_law():
        page = (FOLDER / f"{law.name}.md").read_text(encoding="utf-8")
        sections = page.split("\n## ")[1:]
        assert len(sections) == len(law.book.articles)
        for section in sections:
            assert "```python" in section
            assert "Beslissingstabel" in section
            assert "Tests:\n\n- every person on the boundaries" in section


def test_every_question_of_the_opinion_is_listed_once_and_leads_to_records_that_exist() -> None:
    known = {*procedure(), *choices(), *named_days()} | {name for law in every_law() for name in law.book.parameters}
    assert [point.number for point in open_points()] == list(range(1, 23))
    for point in open_points():
        assert set(point.records) <= known, point
        assert point.question.endswith("?")
        assert point.default or point.note, point


def test_the_questions_about_an_article_include_those_about_its_parts() -> None:
    assert {point.number for point in points_about("art. 16 en art. 17")} == {13, 14, 20}
    assert 9 in {point.number for point in points_about("art. 12")}
    assert points_about("art. 1") == ()
    assert [point.number for point in points_of("org_form_rule")] == [8]
