"""A refused row is somebody's row: the log names the rule, never the row."""

import io
import logging
import logging.config
from typing import Any, cast

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from loopbaankrediet.platform.logs import Console, WithoutDetail

NAME = "Zoë O'Brien\n\nuit Sint-Job-in-'t-Goor"


def line(error: Exception) -> str:
    trace = (type(error), error, error.__traceback__)
    record = logging.LogRecord("web", logging.ERROR, __file__, 1, "mislukt: %s", (error,), trace)
    return WithoutDetail().format(record)


@pytest.fixture
def refused(db: None) -> Exception:
    """What Django raises when PostgreSQL quotes a row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE person (name text CONSTRAINT person_once UNIQUE)")
        cursor.execute("INSERT INTO person VALUES (%s)", [NAME])
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            cursor.execute("INSERT INTO person VALUES (%s)", [NAME])
    return caught.value


def test_a_logged_refusal_names_the_rule_and_not_the_person(refused: Exception) -> None:
    assert "Zoë" in str(refused)
    said = line(refused)
    assert "person_once" in said
    assert "Traceback" in said
    assert not any(word in said for word in ("Zoë", "Brien", "Sint-Job", "Goor"))


def test_the_whole_chain_of_errors_is_told_by_kind_and_code_and_never_by_its_words(refused: Exception) -> None:
    try:
        raise RuntimeError("boven") from refused
    except RuntimeError as error:
        said = line(error)
    assert "RuntimeError" in said
    assert 'raise RuntimeError("boven") from refused' in said, "the line of code, as it stands in the file"
    assert "UniqueViolation: 23505, person_once, person" in said
    assert "Zoë" not in said


def test_every_formatter_of_the_platform_leaves_the_quote_out(refused: Exception) -> None:
    made = logging.config.DictConfigurator(settings.LOGGING)
    for name, wanted in cast("dict[str, dict[str, Any]]", settings.LOGGING["formatters"]).items():
        found = made.configure_formatter(wanted)
        assert isinstance(found, WithoutDetail), name
        said = found.format(logging.LogRecord("web", logging.ERROR, __file__, 1, str(refused), None, None))
        assert "DETAIL: (weggelaten)" in said


def test_a_line_that_cannot_be_written_tells_no_value_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    gone = io.StringIO()
    console = Console(gone)
    gone.close()
    console.handle(logging.LogRecord("web", logging.ERROR, __file__, 1, "niet gevonden: %s", ("Zoë",), None))
    assert capsys.readouterr().err == "Een regel van het logboek kon niet geschreven worden.\n"


def test_every_handler_of_the_platform_is_one_that_keeps_quiet() -> None:
    handlers = cast("dict[str, dict[str, Any]]", settings.LOGGING["handlers"])
    assert {one["class"] for one in handlers.values()} == {f"{Console.__module__}.{Console.__qualname__}"}
