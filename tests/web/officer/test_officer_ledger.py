"""The auditor reads any account as a statement, on any day and as a file, and every act down to its postings."""

import csv
import inspect
import io
import re
from datetime import date
from html import unescape
from typing import get_type_hints
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import Application
from loopbaankrediet.credit.queries import the_wallet_of
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.postings import Step, direct, hold, post, record, reverse
from loopbaankrediet.ledger.queries import balance, movements
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.web.officer import ledger_views
from loopbaankrediet.web.officer.ledger_places import account_of
from loopbaankrediet.web.officer.ledger_words import ACTS
from loopbaankrediet.web.spreadsheets import plain_text
from tests.story import Story
from tests.web.visitor import Visitor

HOME = "/medewerker/grootboek/"
FIND = "/medewerker/grootboek/zoeken/"
MINUTES_IN_CSV, FREE_IN_CSV, HELD_IN_CSV = 7, 8, 9


@pytest.fixture
def aude(story: Story) -> Visitor:
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    return Visitor("aude")


@pytest.fixture
def wallet(story: Story, aude: Visitor) -> Account:
    return accounts.wallet(the_wallet_of(story.person("an").id).id)


@pytest.fixture
def payable(story: Story, aude: Visitor) -> Account:
    return accounts.payable(story.counsellor("dirk").id)


def statement_of(account: Account) -> str:
    return f"{HOME}rekening/{account.code}/"


def act_page(act_key: UUID) -> str:
    return f"{HOME}handeling/{act_key}/"


def key_of(account: Account, act: str) -> UUID:
    return next(line.act_key for line in movements(account) if line.act == act)


def text_of(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def write(story: Story, *steps: Step) -> tuple[int, ...]:
    return record(steps, act="confirm_module", act_key=uuid4(), effective_on=story.clock.today(), by=SYSTEM)


def test_a_wallet_is_found_by_its_file_number_and_shows_hours_but_no_name(
    story: Story, aude: Visitor, wallet: Account
) -> None:
    number = file_number(Application.objects.get(person=story.person("an")).number)
    status, html = aude.press(HOME, FIND, what=number)
    words = text_of(html)

    assert status == 200
    assert f"Portefeuille van dossier {number}" in words
    assert "Beginsaldo 0 uur vrij, 0 uur gereserveerd" in words
    assert "Recht op begeleiding toegekend" in words
    assert "Module gereserveerd Opzijgezet, nog niet weg" in words
    assert "Uren van een module bevestigd De reservering is gebruikt" in words
    assert "Gegeven uren van Dirk Claes (LB-2027-00001)" in words
    assert "Eindsaldo 2 uur vrij, 2 uur gereserveerd" in words
    assert "An Peeters" not in words
    assert "confirm_module" not in html


def test_the_lines_of_a_statement_carry_what_is_free_and_held_after_each(aude: Visitor, wallet: Account) -> None:
    words = text_of(aude.page(statement_of(wallet)))

    assert re.search(r"toegekend Bijgeboekt .*? 6 uur 6 uur \+6 uur 0 uur", words)
    assert re.search(r"gereserveerd Opzijgezet, nog niet weg .*? 2 uur 4 uur -2 uur 2 uur \+2 uur", words)
    assert re.search(r"De reservering is gebruikt .*? -2 uur 4 uur 0 uur -2 uur", words)


@pytest.mark.parametrize("text", ["LB-2027-00001", "lb-2027-00001", "Claes"])
def test_a_counsellor_is_found_by_register_number_or_by_her_name_in_the_register(aude: Visitor, text: str) -> None:
    _, html = aude.press(HOME, FIND, what=text)

    assert "Gegeven uren van Dirk Claes (LB-2027-00001)" in html
    assert "Te betalen aan Dirk Claes (LB-2027-00001)" in html


def test_several_counsellors_are_a_list_to_choose_from(aude: Visitor) -> None:
    status, html = aude.press(HOME, FIND, what="ae")

    assert status == 200
    assert "Kies een loopbaanbegeleider" in html
    assert "Gegeven uren van Dirk Claes" in html
    assert "Gegeven uren van Els Maertens" in html


@pytest.mark.parametrize("text", ["An Peeters", "LK 999 999", "LB-2027-99999", "'; drop", "\0", " "])
def test_a_citizen_is_not_found_by_name_and_what_is_not_there_is_said(aude: Visitor, text: str) -> None:
    status, html = aude.press(HOME, FIND, what=text)

    assert status == 422
    assert "Fout: " in html


@pytest.mark.parametrize(
    "code",
    ["bestaat-niet", "wallet:", "wallet:<b>", "commitment:1", "commitment:2027/3", f"wallet:{UUID(int=1)}", "wallet:1"],
)
def test_an_account_that_does_not_exist_is_not_found(aude: Visitor, code: str) -> None:
    assert aude.status(f"{HOME}rekening/{code}/") == 404


def test_an_account_where_nothing_moved_says_so(story: Story, aude: Visitor) -> None:
    html = aude.page(statement_of(accounts.payable(story.counsellor("els").id)))

    assert "Op deze rekening bewoog nog niets." in html
    assert "CSV" not in html


def test_every_account_that_the_ledger_has_can_be_read_here() -> None:
    makers = [
        made
        for _, made in inspect.getmembers(accounts, inspect.isfunction)
        if get_type_hints(made).get("return") is Account
    ]
    examples = {UUID: uuid4(), int: 2027, date: date(2027, 3, 1)}
    for make in makers:
        account = make(*(examples[hint] for name, hint in get_type_hints(make).items() if name != "return"))
        assert account_of(account.code) == account
    assert len(makers) > 8


def test_the_budget_of_a_year_and_the_sources_are_one_click_away(aude: Visitor) -> None:
    home = aude.page(HOME)
    for account in (accounts.commitment(2027), accounts.payment_appropriation(2028), accounts.minutes_issued()):
        assert f'href="{statement_of(account)}"' in home

    html = aude.page(statement_of(accounts.commitment(2027)))
    assert "10.700.000,00 euro" in html
    assert "-167,80 euro" in html
    assert statement_of(accounts.paid_out(2027)) in html
    assert "-6 uur" in aude.page(statement_of(accounts.minutes_issued()))


def test_a_look_at_somebodys_account_stands_in_the_journal_and_she_can_see_it(
    story: Story, aude: Visitor, wallet: Account, payable: Account
) -> None:
    aude.page(statement_of(wallet))
    aude.page(statement_of(payable))
    aude.client.get(f"{statement_of(wallet)}bestand/")
    aude.page(act_page(key_of(wallet, "confirm_module")))
    aude.page(statement_of(accounts.commitment(2027)))

    looks = Entry.objects.filter(kind="look", capacity="officer", person_id__isnull=False).order_by("id")
    noted = looks.values_list("verb", "person_id")
    an, dirk = story.person("an").id, story.person("dirk").id
    assert list(noted) == [
        ("open_statement", an),
        ("open_statement", dirk),
        ("download_statement", an),
        ("open_postings", an),
    ]
    assert "haalde een rekening met je uren of geld op" in Visitor("an").page("/mijn/inzage/")


def test_pages_go_on_and_back_without_a_gap_and_with_what_was_held(
    aude: Visitor, wallet: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_views, "LINES_A_PAGE", 2)
    first = aude.page(statement_of(wallet))
    second = aude.page(link_in(first, "next"))

    assert "Eindsaldo 4 uur vrij, 2 uur gereserveerd" in text_of(first)
    assert "Beginsaldo 4 uur vrij, 2 uur gereserveerd" in text_of(second)
    assert "Eindsaldo 2 uur vrij, 2 uur gereserveerd" in text_of(second)
    assert 'rel="next"' not in second
    assert text_of(aude.page(link_in(second, "prev"))) == text_of(first)


def link_in(html: str, rel: str) -> str:
    found = re.search(f'href="([^"]+)" rel="{rel}"', html)
    assert found is not None
    return unescape(found[1])


def test_the_address_of_a_page_cannot_be_written_by_hand_or_used_for_another_account(
    aude: Visitor, wallet: Account, payable: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_views, "LINES_A_PAGE", 2)
    address = link_in(aude.page(statement_of(wallet)), "next")

    assert aude.status(address[:-1]) == 404
    assert aude.status(statement_of(payable) + "?" + address.partition("?")[2]) == 404


def test_the_balance_of_a_chosen_day_and_as_known_at_a_moment(story: Story, aude: Visitor, wallet: Account) -> None:
    now = story.clock.today()
    story.pass_days(3)
    write(story, direct("late", accounts.minutes_issued(), wallet, 60))

    def asked(**query: str) -> str:
        return text_of(aude.client.get(statement_of(wallet), query).content.decode())

    assert "Saldo op 1 maart 2027 Vrij 2 uur Gereserveerd 2 uur" in asked(dag=f"{now:%d/%m/%Y}")
    assert "Saldo op 4 maart 2027 Vrij 3 uur Gereserveerd 2 uur" in asked(dag="4/3/2027")
    assert "Saldo op 28 februari 2027 Vrij 0 uur" in asked(dag="28/2/2027")
    assert "zoals geboekt tot en met 1 januari 2024 om 14.05 uur Vrij 0 uur" in asked(geboekt="1/1/2024 14.05")
    assert "zoals geboekt tot en met 1 januari 2024 om 23.59 uur Vrij 0 uur" in asked(
        dag="4/3/2027", geboekt="1/1/2024"
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"dag": "morgen"}, "Schrijf de dag zo: 1/3/2027."),
        ({"dag": "", "geboekt": ""}, "Kies een dag"),
        ({"geboekt": "31/2/2027"}, "Schrijf het moment zo"),
        ({"geboekt": "1/1/2999"}, "Dit moment moet nog komen."),
    ],
)
def test_a_day_that_cannot_be_is_explained(aude: Visitor, wallet: Account, query: dict[str, str], words: str) -> None:
    answer = aude.client.get(statement_of(wallet), query)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_file_opens_in_a_spreadsheet_and_ends_at_the_balance(aude: Visitor, wallet: Account) -> None:
    answer = aude.client.get(f"{statement_of(wallet)}bestand/")
    rows = rows_of(answer.content)

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"].endswith('.csv"')
    assert rows[0][MINUTES_IN_CSV] == "Bedrag (minuten)"
    assert [row[MINUTES_IN_CSV] for row in rows[2:-1]] == ["360", "120", "-120", "120"]
    assert len({len(row) for row in rows}) == 1
    kept = balance(wallet)
    assert rows[-1][3] == "Eindsaldo"
    assert rows[-1][FREE_IN_CSV : HELD_IN_CSV + 1] == [str(kept.available), str(kept.held)]


def test_euro_in_the_file_have_a_comma_and_no_points(aude: Visitor, payable: Account) -> None:
    budget = rows_of(aude.client.get(f"{statement_of(accounts.commitment(2027))}bestand/").content)
    owed = rows_of(aude.client.get(f"{statement_of(payable)}bestand/").content)

    assert budget[2][MINUTES_IN_CSV] == "10700000,00"
    assert owed[-1][FREE_IN_CSV] == "167,80"


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+32", "-1", "@SUM(A1)", "\t=1"])
def test_a_name_that_looks_like_a_formula_stays_text_in_a_spreadsheet(name: str) -> None:
    assert plain_text(name) == f"'{name}"
    assert plain_text("Zoë D'Hondt; van 't Veld") == "Zoë D'Hondt; van 't Veld"


def test_a_long_account_comes_in_parts_that_fit_together(
    aude: Visitor, wallet: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_views, "LINES_AT_ONCE", 1)
    first = rows_of(aude.client.get(f"{statement_of(wallet)}bestand/").content)
    second = rows_of(aude.client.get(first[-1][4].removeprefix("http://testserver")).content)

    assert first[-2][3] == "Eindsaldo van dit deel"
    assert first[-2][FREE_IN_CSV : HELD_IN_CSV + 1] == second[1][FREE_IN_CSV : HELD_IN_CSV + 1] == ["240", "0"]
    assert [len(first), len(second)] == [7, 4]
    assert second[-1][FREE_IN_CSV : HELD_IN_CSV + 1] == ["120", "120"]


def test_an_act_shows_who_when_the_journal_and_every_posting_with_links(
    aude: Visitor, wallet: Account, payable: Account
) -> None:
    confirmed = key_of(wallet, "confirm_module")
    html = aude.page(act_page(confirmed))
    words = text_of(html)

    assert "Uren van een module bevestigd en module gereserveerd" in words
    assert "Wie De burger van dit dossier" in words
    assert "Geldt voor 1 maart 2027" in words
    assert "In het logboek Uren bevestigd" in words
    assert "Vastleggingskrediet van 2027" in words
    assert "167,80 euro, wacht op een betaalopdracht" in words
    assert "Eerder: module gereserveerd op 1 maart 2027" in words
    assert statement_of(wallet) in html
    assert statement_of(payable) in html
    assert "An Peeters" not in words


def test_links_between_acts_lead_back_and_forth(aude: Visitor, wallet: Account) -> None:
    reserved, confirmed = key_of(wallet, "reserve_module"), key_of(wallet, "confirm_module")
    granted = key_of(wallet, "grant")

    assert act_page(confirmed) in aude.page(act_page(reserved))
    assert act_page(reserved) in aude.page(act_page(confirmed))
    assert act_page(reserved) not in aude.page(act_page(granted))


def test_a_reversal_names_what_it_undoes_and_why(story: Story, aude: Visitor, wallet: Account) -> None:
    delivered = accounts.minutes_delivered(story.counsellor("dirk").id)
    [held] = write(story, hold("hold", wallet, delivered, 60))
    [posted] = write(story, post("post", held, 60))
    write(story, reverse("back", posted, reason="objection:12", amount=30))
    undone, undoing = (movements(wallet)[index] for index in (-2, -1))
    words = text_of(aude.page(act_page(undoing.act_key)))

    assert f"Terugboeking Van boeking {posted}, na een bezwaar (12)" in words
    assert "Wie Niet bekend" in words
    assert "Deze handeling staat er niet in" in words
    assert act_page(undone.act_key) in aude.page(act_page(undoing.act_key))
    assert act_page(undoing.act_key) in aude.page(act_page(undone.act_key))
    assert "Teruggedraaid: na een bezwaar (12)" in text_of(aude.page(statement_of(wallet)))


def test_a_paid_batch_shows_its_bank_file_and_the_officers_by_name(
    story: Story, aude: Visitor, payable: Account
) -> None:
    batch = make_batch(**story.act("petra"))
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    words = text_of(aude.page(act_page(key_of(payable, "approve_batch"))))

    assert "Quinten" in words
    assert "(medewerker)" in words
    assert f"Betaalopdracht {batch.message_id}" in words
    assert "Gemaakt door Petra" in words
    assert f"Onderweg bij de bank: opdracht {batch.message_id}" in words


def test_an_act_that_does_not_exist_is_not_found(aude: Visitor) -> None:
    assert aude.status(act_page(uuid4())) == 404


def test_every_act_of_the_ledger_has_words(story: Story, aude: Visitor, payable: Account) -> None:
    approve_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("quinten"))
    wallets = [accounts.minutes_issued(), accounts.treasury(), accounts.commitment(2027), payable]

    assert {line.act for account in wallets for line in movements(account)} <= ACTS.keys()


@pytest.mark.parametrize("name", ["petra", "omar", "rita", "dirk", "an"])
def test_only_an_auditor_opens_the_ledger(story: Story, aude: Visitor, wallet: Account, name: str) -> None:
    visitor = Visitor(name)
    pages = [statement_of(wallet), f"{statement_of(wallet)}bestand/", act_page(key_of(wallet, "grant")), HOME]

    assert {visitor.status(address) for address in pages} == {403}
    assert {visitor.send(address, {"act_key": str(uuid4())})[0] for address in (FIND, f"{HOME}narekenen/")} == {403}
    assert not Entry.objects.filter(
        kind="look", capacity__in=["officer", "counsellor"], person_id__isnull=False
    ).exists()


def test_every_page_of_the_ledger_costs_few_questions_to_the_database(
    story: Story,
    aude: Visitor,
    wallet: Account,
    payable: Account,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(ledger_views, "LINES_A_PAGE", 2)
    monkeypatch.setattr(ledger_views, "LINES_AT_ONCE", 1)
    approve_batch(batch_id=make_batch(**story.act("petra")).id, **story.act("quinten"))
    onward = link_in(aude.page(statement_of(wallet)), "next")
    pages = [f"{onward}&dag=1/3/2027", f"{statement_of(wallet)}bestand/", f"{statement_of(payable)}bestand/"]
    pages += [act_page(key_of(wallet, "confirm_module")), act_page(key_of(payable, "approve_batch"))]
    for address in pages:
        with django_assert_max_num_queries(14):  # twelve questions, the banner and the note of who looked
            assert aude.client.get(address).status_code == 200
