"""Components: what a screen reader hears and what a printer shows, not only how it looks."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table, TimelineItem
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.templatetags import dutch


def shown(template: str, **values: object) -> str:
    text = engines["django"].from_string("{% load components %}" + template).render(values)
    return " ".join(text.split())


def test_amounts_days_and_accounts_are_written_as_people_read_them() -> None:
    values = {
        "cents": 105000,
        "minutes": 105,
        "on": date(2027, 3, 1),
        "at": datetime(2027, 7, 1, 12, 5, tzinfo=UTC),
        "account": "BE68539007547034",
    }
    text = shown(
        "{{ cents|euro }}; {{ minutes|duration }}; {{ on|day }}; {{ at|moment }}; {{ account|iban }}",
        **values,
    )

    assert text == ("1.050,00 euro; 1 uur en 45 minuten; 1 maart 2027; 1 juli 2027 om 14.05 uur; BE68 5390 0754 7034")


def test_every_month_has_its_dutch_name() -> None:
    assert [dutch.day(date(2027, month, 1)).split()[1][:3] for month in (1, 3, 5, 8, 12)] == [
        "jan",
        "maa",
        "mei",
        "aug",
        "dec",
    ]


def test_a_form_posts_without_browser_checks_and_guards_against_forgery() -> None:
    html = shown(
        "{% form_for form button='Bevestig' back_url='/terug/' %}{% endform_for %}",
        form=PlainForm(),
        csrf_token="geheim",
    )

    assert '<form method="post" novalidate>' in html
    assert 'name="csrfmiddlewaretoken" value="geheim"' in html
    assert 'name="act_key"' in html
    assert '<a class="button button--quiet" href="/terug/">Terug</a>' in html


def test_an_error_summary_takes_the_focus() -> None:
    html = shown("{% error_summary form %}", form=PlainForm({}))

    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "Laad de pagina opnieuw." in html


def test_no_summary_without_errors() -> None:
    assert shown("{% error_summary form %}", form=PlainForm()) == ""


@pytest.mark.parametrize(
    ("kind", "word"),
    [("info", "Informatie"), ("ok", "Gelukt"), ("warn", "Let op"), ("err", "Fout"), ("success", "Gelukt")],
)
def test_an_alert_says_its_kind_also_in_words(kind: str, word: str) -> None:
    html = shown("{% alert kind=kind title=title %}<p>Tekst</p>{% endalert %}", kind=kind, title="D'Hondt <b>")

    assert f'<span class="unseen">{word}: </span>D&#x27;Hondt &lt;b&gt;' in html
    assert "<p>Tekst</p>" in html


def test_a_meter_has_a_name_and_says_its_value_in_words() -> None:
    html = shown("{% meter label='Vrije uren' value=240 maximum=360 text='4 van 6 uur vrij' %}")

    assert 'aria-label="Vrije uren" min="0" max="360" value="240"' in html
    assert '<p class="meter__text">4 van 6 uur vrij</p>' in html


def test_steps_say_which_are_done_and_where_you_are() -> None:
    html = shown("{% steps labels=labels current=2 %}", labels=["Nakijken", "Kiezen", "Tekenen"])

    assert '<li class="done">Nakijken<span class="unseen"> (klaar)</span></li>' in html
    assert '<li aria-current="step">Kiezen</li>' in html
    assert "<li>Tekenen</li>" in html


def test_a_table_keeps_its_roles_when_it_is_stacked() -> None:
    columns = [Column("Dag"), Column("Bedrag", numeric=True), Column("Stand")]
    rows: list[list[Cell | str]] = [
        [Cell("1 maart 2027", url="/dag/"), "50,00 euro", Cell("Betaald", pill="ok", note="gisteren")]
    ]
    html = shown("{% data_table table=table %}", table=Table("Mijn betalingen", columns, rows))

    assert 'role="table" aria-labelledby="tabel-mijn-betalingen"' in html
    assert '<caption id="tabel-mijn-betalingen">Mijn betalingen</caption>' in html
    assert '<th role="rowheader" scope="row" data-label="Dag">' in html
    assert '<td role="cell" class="number" data-label="Bedrag">' in html
    assert '<span class="pill pill--ok">Betaald</span>' in html


def test_an_empty_table_says_that_there_is_nothing() -> None:
    html = shown("{% data_table table=table %}", table=Table("Betalingen", [Column("Dag")], [], "Nog geen betalingen."))

    assert "Nog geen betalingen." in html
    assert "<table" not in html


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Table("Betalingen", [Column("Dag")], [["1 maart", "te veel"]]).lines()


def test_a_link_to_change_a_line_says_what_it_changes() -> None:
    html = shown("{% summary_list rows=rows %}", rows=[SummaryRow("Adres", "Veldstraat 1", "/adres/")])

    assert "<dt>Adres</dt>" in html
    assert 'Wijzig<span class="unseen"> Adres</span></a>' in html


def test_a_timeline_marks_what_is_still_ahead() -> None:
    items = [
        TimelineItem("1 maart 2027", "Aangevraagd", links=[Cell("Bekijk", url="/brief/")]),
        TimelineItem("15 maart 2027", "Gesprek", ahead=True),
    ]
    html = shown("{% timeline items=items %}", items=items)

    assert '<li class="ahead"> <span class="timeline__when">15 maart 2027' in html
    assert '<a href="/brief/">Bekijk</a>' in html


def test_cards_details_figures_and_empty_lists_show_their_parts() -> None:
    html = shown(
        "{% card title='Krediet' level=3 url='/krediet/' %}<p>Binnen</p>{% endcard %}"
        "{% details summary='Waarom?' is_open=True %}<p>Daarom</p>{% enddetails %}"
        "{% figure value='4 uur' text='zijn nog vrij' %}"
        "{% empty title='Nog geen sessies' url='/zoek/' label='Zoek' %}"
    )

    assert '<h3 class="card__title"><a href="/krediet/">Krediet</a></h3> <p>Binnen</p>' in html
    assert '<details class="details" open> <summary>Waarom?</summary>' in html
    assert '<strong class="figure__value">4 uur</strong> <span class="figure__text">zijn nog vrij</span>' in html
    assert '<a class="button button--quiet" href="/zoek/">Zoek</a>' in html


def test_a_pager_keeps_the_search_of_the_visitor() -> None:
    request = RequestFactory().get("/zoek/", {"naam": "D'Hondt", "pagina": "2"})
    html = shown("{% pager page=page %}", page=Paginator(range(30), 10).page(2), request=request)

    assert 'href="?naam=D%27Hondt&amp;pagina=1" rel="prev"' in html
    assert 'href="?naam=D%27Hondt&amp;pagina=3" rel="next"' in html
    assert "Pagina 2 van 3" in html
