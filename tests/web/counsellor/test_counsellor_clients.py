"""Opening a right with a code, and who may see which client."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.guidance.errors import CodeRefused
from loopbaankrediet.guidance.models import Track
from tests.story import Story
from tests.web.visitor import Visitor

HOME = "/begeleider/"
OPEN = "/begeleider/code/"


def test_the_code_of_a_client_opens_her_page_and_makes_her_a_task(story: Story, dirk: Visitor) -> None:
    status, html = dirk.press(HOME, OPEN, code=story.code("an", "dirk"))

    assert status == 200
    assert "<h1>An Peeters</h1>" in html
    assert "Noteer de kennismaking met An Peeters" in dirk.page(HOME)


def test_a_code_is_read_as_people_type_it(story: Story, dirk: Visitor) -> None:
    code = story.code("an", "dirk").lower()

    status, html = dirk.press(HOME, OPEN, code=f" {code[:4]} - {code[4:]} ")

    assert status == 200
    assert "<h1>An Peeters</h1>" in html


def test_a_wrong_a_used_an_expired_and_a_foreign_code_get_the_same_answer_at_the_field(
    story: Story, dirk: Visitor
) -> None:
    used = story.code("an", "dirk")
    dirk.press(HOME, OPEN, code=used)
    foreign = story.code("an", "els")
    story.clock.instant -= timedelta(days=3)
    story.apply("zoe")
    expired = story.code("zoe", "dirk")

    for code in ("ZZZZZZZZ", used, expired, foreign):
        status, html = dirk.press(HOME, OPEN, code=code)
        assert status == 422
        assert f'<a href="#id_code">{CodeRefused.message}</a>' in html
        assert f'value="{code}"' in html
    assert Track.objects.count() == 1


def test_a_double_click_opens_one_right(story: Story, dirk: Visitor) -> None:
    data = dirk.filled(HOME, OPEN) | {"code": story.code("an", "dirk")}

    first, second = dirk.send(OPEN, data), dirk.send(OPEN, data)

    assert first[0] == second[0] == 200
    assert Track.objects.count() == 1


def test_an_empty_field_says_what_to_fill_in(dirk: Visitor) -> None:
    status, html = dirk.press(HOME, OPEN)

    assert status == 422
    assert "Vul &#x27;Code van je klant&#x27; in." in html


def test_the_client_of_another_counsellor_does_not_exist(story: Story, dirk: Visitor) -> None:
    theirs = story.sign("an", "els")
    module = story.module(theirs)
    key = {"act_key": str(uuid4()), "text": "x", "held_on": "1/3/2027", "minutes": "60", "mode": "online"}
    pages = [f"/begeleider/klant/{theirs.id}/", f"/begeleider/klant/{theirs.id}/overeenkomst/"]
    pages.append(f"/begeleider/klant/{theirs.id}/stoppen/")
    acts = [f"/begeleider/klant/{theirs.id}/kennismaking/", f"/begeleider/klant/{theirs.id}/volgende/"]
    acts += [f"/begeleider/klant/{theirs.id}/module/{module.id}/{act}/" for act in ("gesprek", "verslag")]

    assert {dirk.status(address) for address in pages} == {404}
    assert {dirk.send(address, key)[0] for address in [*acts, *pages[1:]]} == {404}
    assert "An Peeters" not in dirk.page(HOME)


def test_no_page_of_a_counsellor_has_a_list_of_citizens(dirk: Visitor) -> None:
    html = dirk.page(HOME)

    assert "Fatima" not in html
    assert "An Peeters" not in html
    assert 'role="search"' not in html


def test_who_is_not_registered_yet_sees_what_to_do(story: Story) -> None:
    noor = Visitor("noor")

    assert "Je bent nog niet geregistreerd" in noor.page(HOME)
    assert "Je bent nog niet geregistreerd" in noor.page("/begeleider/betalingen/")
    assert noor.send(OPEN, {"act_key": str(uuid4()), "code": "ABCDEFGH"})[0] == 403


@pytest.mark.parametrize("name", ["an", "omar", "petra"])
def test_nobody_else_opens_the_pages_of_a_counsellor(story: Story, name: str) -> None:
    visitor = Visitor(name)

    assert visitor.status(HOME) == 403
    assert visitor.status("/begeleider/betalingen/") == 403


def test_many_clients_cost_few_questions_to_the_database(
    story: Story, dirk: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story.apply("fatima")
    for name, modules in (("an", 3), ("fatima", 1)):
        track = story.sign(name, "dirk", modules)
        story.deliver(name, "dirk", track)
    with django_assert_max_num_queries(14):  # thirteen questions, and the note of who looked
        assert "Noteer het gesprek met An Peeters" in dirk.page(HOME)
