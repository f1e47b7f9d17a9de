"""The auditor's first page: what the last proof found, and asking for a new one."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.flows.ask_proof import ask_proof
from loopbaankrediet.flows.tasks import prove_tonight
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.ledger.queries import LastProof, last_proofs
from loopbaankrediet.platform.sealing.breaks import Break
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.officer.proofs import (
    BALANCES,
    MOST_PROOFS,
    ROOMS,
    SEALS,
    break_words,
    history_table,
    proof_rows,
    verdict,
)
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

PROOF = "/medewerker/grootboek/"
ASK = "/medewerker/grootboek/narekenen/"


def play() -> Story:
    story = story_of_today()
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    return story


@pytest.fixture
def aude(story: Story) -> Visitor:
    return Visitor("aude")


@pytest.fixture
def committed_story(committed_database: str) -> Iterator[Story]:
    yield play()
    connection.close()


def kept(*breaks: Break, hours_ago: int = 1, unsealed: int = 0) -> LastProof:
    then = timezone.now() - timedelta(hours=hours_ago)
    since = then - timedelta(minutes=75) if unsealed else None
    return LastProof(then, 17, 1_234, 480, 16_780, 1_200, 3, unsealed, since, breaks)


def test_before_the_first_proof_nothing_is_promised(aude: Visitor) -> None:
    html = aude.page(PROOF)

    assert "Nog niet nagerekend" in html
    assert "Alles klopt" not in html


def test_the_proof_of_the_night_says_that_all_adds_up_and_counts_what_was_checked(committed_story: Story) -> None:
    prove_tonight(timestamp=0)
    html = Visitor("aude").page(PROOF)

    assert "Alles klopt" in html
    assert "Verplaatste tijd" in html
    assert "8 uur" in html
    assert "Nog niet verzegeld" in html


def test_a_wrong_balance_is_named_in_words_with_what_to_do(committed_story: Story) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE ledger.account SET debits_pending = debits_pending + 60 WHERE code LIKE 'wallet:%'")
    prove_tonight(timestamp=0)
    html = Visitor("aude").page(PROOF)

    assert "Het bewaarde saldo van een rekening is niet de som van haar boekingen." in html
    assert "Betaal niets en keur niets goed" in html
    assert "Portefeuille van dossier LK" in html
    assert "gereserveerd 3 uur" in html
    assert "gereserveerd 2 uur" in html
    assert "An Peeters" not in html


def test_every_break_that_the_proof_can_name_has_a_sentence() -> None:
    for what in (*SEALS, *BALANCES, *ROOMS, "saldo", "blok ontbreekt in ledger.jsonl"):
        words = break_words(Break("blok 3", what, "", ""))
        assert words.endswith(".")
        assert words[0].isupper()
        assert words.lower() != f"{what}."
    assert break_words(Break("blok 3", "iets nieuws", "", "")) == "Iets nieuws."


def test_a_broken_seal_makes_one_think_of_a_restore_first() -> None:
    found = verdict(kept(Break("rij 12 in blok 3", "rij veranderd", "a", "b")), timezone.now())

    assert found.kind == "err"
    assert "reservekopie" in found.todo[0]


def test_an_old_proof_is_no_reassurance() -> None:
    assert verdict(kept(hours_ago=35), timezone.now()).kind == "ok"
    assert verdict(kept(hours_ago=37), timezone.now()).kind == "warn"


@pytest.mark.parametrize(
    ("unsealed", "words"),
    [
        (0, "Geen enkele"),
        (1, "1 boeking, 1 uur en 15 minuten oud"),
        (7, "7 boekingen, de oudste 1 uur en 15 minuten oud"),
    ],
)
def test_what_waits_for_a_seal_is_counted_with_its_age(unsealed: int, words: str) -> None:
    assert words in [row.value for row in proof_rows(kept(unsealed=unsealed))]


def test_asking_for_a_proof_queues_it_once_and_stands_in_the_journal(aude: Visitor) -> None:
    form = aude.filled(PROOF, ASK)
    assert aude.send(ASK, form)[0] == 200
    html = aude.send(ASK, form)[1]
    aude.send(ASK, {"act_key": str(uuid4())})

    assert ProcrastinateJob.objects.filter(task_name="ledger.prove").count() == 1
    assert Entry.objects.filter(verb="ask_proof").count() == 2
    assert "We rekenen nu na" in html
    assert "Reken nu na</button>" not in html


def test_only_an_auditor_can_ask_for_the_proof(story: Story) -> None:
    with pytest.raises(NotAllowed):
        ask_proof(**story.act("petra"))


def test_the_proof_costs_few_questions_to_the_database(
    committed_story: Story, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    prove_tonight(timestamp=0)
    aude = Visitor("aude")
    with django_assert_max_num_queries(12):
        aude.page(PROOF)


@pytest.mark.parametrize(
    ("breaks", "words"), [(0, "Alles klopt"), (1, "1 verschil"), (2, "2 verschillen"), (1_234, "1.234 verschillen")]
)
def test_the_history_counts_what_differed(breaks: int, words: str) -> None:
    wrong = Break("wallet:1", "saldo", "0/0/0/0", "1/0/0/0")
    [[day, hour, transfers, result]] = history_table([kept(*[wrong] * breaks)]).rows
    assert isinstance(result, Cell)
    assert (transfers, result.text, result.pill) == ("1.234", words, "err" if breaks else "ok")
    assert str(timezone.localtime(timezone.now() - timedelta(hours=1)).year) in str(day)
    assert len(str(hour)) == len("14.05")


def test_a_bad_night_stays_in_sight_after_a_good_one(committed_story: Story) -> None:
    assert "Nog niet nagerekend." in Visitor("aude").page(PROOF)
    change = "UPDATE ledger.account SET debits_pending = debits_pending + %s WHERE code LIKE 'wallet:%%'"
    for minutes in (60, -60):
        with connections["owner"].cursor() as cursor:
            cursor.execute(change, [minutes])
        prove_tonight(timestamp=0)
    html = Visitor("aude").page(PROOF)
    assert "Alles klopt" in html
    assert html.index("Uur") < html.index("2 verschillen")


def test_the_history_shows_the_last_twenty(committed_story: Story) -> None:
    for _ in range(MOST_PROOFS + 1):
        prove_tonight(timestamp=0)
    assert len(last_proofs(MOST_PROOFS)) == MOST_PROOFS
    assert Visitor("aude").page(PROOF).count("pill--ok") == MOST_PROOFS
