"""Codes: one answer for every wrong one, counted whatever happens, withdrawn and seen by the citizen."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

from loopbaankrediet.guidance.actions.code_questions import answer_question
from loopbaankrediet.guidance.actions.codes import WRONG_CODES_PER_HOUR, open_with_code, withdraw_code
from loopbaankrediet.guidance.code_history import code_history, code_questions
from loopbaankrediet.guidance.errors import AnswerOfQuestionMissing, CodeRefused, CodeUsed, TooManyCodes
from loopbaankrediet.guidance.models import AccessCode, Track
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.platform.limits import NotCounted


@pytest.fixture(scope="module", autouse=True)
def static_folder() -> None:
    """WhiteNoise warns when the folder of collected files is absent."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def story(committed_database: str) -> Story:
    story = Story()
    story.apply("an")
    return story


def wrong_codes(story: Story) -> dict[str, str]:
    """Every way to be wrong, for Dirk; what has lapsed is told by the caller's clock."""
    used = story.code("an", "els")
    open_with_code(code=used, **story.act("els"))
    withdrawn = story.code("an", "dirk")
    withdraw_code(code_id=AccessCode.objects.get(used_at=None).id, **story.act("an"))
    story.clock.instant += timedelta(minutes=1)
    lapsed = story.code("an", "dirk")
    story.pass_days(3)
    foreign = story.code("an", "dirk")
    return {"unknown": "AAAA-AAAA", "used": used, "withdrawn": withdrawn, "lapsed": lapsed, "foreign": foreign}


def test_every_wrong_code_gets_the_same_words_by_the_same_questions(story: Story) -> None:
    codes = wrong_codes(story)
    said, asked = set(), set()
    for kind, code in codes.items():
        who = "els" if kind == "foreign" else "dirk"
        with CaptureQueriesContext(connection) as queries, pytest.raises(CodeRefused) as refused:
            open_with_code(code=code, **story.act(who))
        said.add(str(refused.value))
        asked.add(len(queries))
    assert (len(said), len(asked)) == (1, 1), asked


def test_the_page_answers_every_wrong_code_alike(committed_database: str) -> None:
    story = story_of_today()
    story.apply("an")
    answers = set()
    for code in ("AAAA-AAAA", story.code("an", "els")):
        dirk = Visitor("dirk")
        status, html = dirk.send("/begeleider/", dirk.filled("/begeleider/", "/begeleider/code/") | {"code": code})
        answers.add((status, CodeRefused.message in html))
    assert len(answers) == 1


def test_no_header_gives_more_tries(committed_database: str) -> None:
    story_of_today()
    dirk = Visitor("dirk")
    answers = []
    for number in range(WRONG_CODES_PER_HOUR + 1):
        headers = {"x-forwarded-for": f"10.0.0.{number}", "x-real-ip": f"10.0.1.{number}", "forwarded": f"for={number}"}
        sent = {"act_key": str(uuid4()), "code": "AAAA-AAAA"}
        answers.append(dirk.client.post("/begeleider/code/", sent, headers=headers).content.decode())
    assert TooManyCodes.message in answers[-1]
    assert TooManyCodes.message not in answers[-2]


def test_a_wrong_code_counts_also_when_all_around_it_is_rolled_back(story: Story) -> None:
    for _ in range(WRONG_CODES_PER_HOUR):
        with pytest.raises(CodeRefused), transaction.atomic():
            open_with_code(code="AAAA-AAAA", **story.act("dirk"))
    with pytest.raises(TooManyCodes):
        open_with_code(code=story.code("an", "dirk"), **story.act("dirk"))


def test_a_right_code_does_not_count(story: Story) -> None:
    code, act = story.code("an", "dirk"), story.act("dirk")
    for _ in range(3 * WRONG_CODES_PER_HOUR):
        open_with_code(code=code, **act)
    assert Track.objects.count() == 1


def test_when_the_count_cannot_be_kept_no_code_works(story: Story) -> None:
    code = story.code("an", "dirk")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE platform_limituse RENAME TO gone")
    with pytest.raises(NotCounted):
        open_with_code(code=code, **story.act("dirk"))
    assert not Track.objects.exists()


def test_an_hour_later_she_may_try_again(story: Story) -> None:
    for _ in range(WRONG_CODES_PER_HOUR):
        with pytest.raises(CodeRefused):
            open_with_code(code="AAAA-AAAA", **story.act("dirk"))
    story.clock.instant += timedelta(minutes=61)
    assert open_with_code(code=story.code("an", "dirk"), **story.act("dirk")).person == story.person("an")


def test_a_code_that_was_withdrawn_opens_nothing_and_only_the_citizen_withdraws(story: Story) -> None:
    text = story.code("an", "dirk")
    code = AccessCode.objects.get()
    for stranger in ("bart", "dirk"):
        with pytest.raises((NotFound, NotAllowed)):
            withdraw_code(code_id=code.id, **story.act(stranger))
    act = story.act("an")
    assert withdraw_code(code_id=code.id, **act).withdrawn_at == withdraw_code(code_id=code.id, **act).withdrawn_at
    with pytest.raises(CodeRefused):
        open_with_code(code=text, **story.act("dirk"))
    assert code_history(story.person("an").id)[0].withdrawn_at


def test_the_citizen_sees_when_her_code_was_used_and_cannot_take_it_back_then(story: Story) -> None:
    open_with_code(code=story.code("an", "dirk"), **story.act("dirk"))
    (past,) = code_history(story.person("an").id)
    assert (past.counsellor, past.used_at) == (story.person("dirk").full_name, story.clock.now())
    story.clock.instant += timedelta(minutes=1)
    with pytest.raises(CodeUsed):
        withdraw_code(code_id=past.id, **story.act("an"))


def test_the_page_withdraws_the_code_and_tells_what_became_of_it(committed_database: str) -> None:
    story = story_of_today()
    story.apply("an")
    story.code("an", "dirk")
    an, address = Visitor("an"), f"/mijn/begeleider/{story.counsellor('dirk').id}/code/"
    withdraw = f"/mijn/codes/{AccessCode.objects.get().id}/intrekken/"
    status, html = an.send(withdraw, an.filled(address, withdraw))
    assert status == 200
    assert "Je code is ingetrokken. Niemand kan ze nog gebruiken." in html
    assert "door jou ingetrokken op" in html


def test_a_burst_raises_one_question_that_a_registrar_answers_once(story: Story) -> None:
    for _ in range(WRONG_CODES_PER_HOUR + 4):
        with pytest.raises((CodeRefused, TooManyCodes)):
            open_with_code(code="AAAA-AAAA", **story.act("dirk"))
    (question,) = code_questions()
    assert (question.counsellor_id, question.answer) == (story.counsellor("dirk").id, "")
    with pytest.raises(NotAllowed):
        answer_question(question_id=question.id, answer="x", **story.act("omar"))
    with pytest.raises(AnswerOfQuestionMissing):
        answer_question(question_id=question.id, answer=" ", **story.act("rita"))
    act = story.act("rita")
    for _ in range(2):
        answer_question(question_id=question.id, answer="Hij las de code verkeerd.", **act)
    with pytest.raises(WrongState):
        answer_question(question_id=question.id, answer="Nog iets.", **story.act("rita"))
    assert code_questions()[0].answer == "Hij las de code verkeerd."


def test_the_registrar_reads_the_question_and_answers_it_on_a_page(committed_database: str) -> None:
    story = story_of_today()
    for _ in range(WRONG_CODES_PER_HOUR + 1):
        with pytest.raises((CodeRefused, TooManyCodes)):
            open_with_code(code="AAAA-AAAA", **story.act("dirk"))
    rita, page = Visitor("rita"), "/medewerker/codes/"
    assert story.person("dirk").full_name in rita.page(page)
    answer = f"{page}{code_questions()[0].id}/"
    assert rita.press(page, answer, answer="")[0] == 422
    status, html = rita.press(page, answer, answer="De klant las de code fout voor.")
    assert (status, "De klant las de code fout voor." in html) == (200, True)
    assert Visitor("omar").status(page) == 403
