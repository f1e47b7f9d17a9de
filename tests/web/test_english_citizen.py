"""A citizen who chose English reads every page of hers that is listed as English, with everything on it that can be."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from loopbaankrediet.credit.models import Application
from loopbaankrediet.web.english_pages import CITIZEN
from tests.everything import Everything, everything
from tests.web.every_page import addresses_of
from tests.web.reading import dutch_words
from tests.web.visitor import Visitor, story_of_today

READERS = ("an", "bart", "fatima", "hanne", "chantal", "zoe")
SHOWN = (200, 422)
NOT_FOR_ANYBODY = {"wish", "go_on", "schooling", "dispute"}
"""Need a state of their own: who does not qualify yet, whose counsellor leaves, whose diploma nobody knows, and hours
that still can be contested. Their texts stand in the catalogue."""
ACTS = {"cancel_appointment", "take_back_contest", "mail_code", "stop_mails", "renew_code", "withdraw_code", "resume"}
ACTS |= {"surcharge_answer", "surcharge_back", "refund_received", "refund_missing", "stop_acting", "start_acting"}
TYPED = ("Het was een uur.", "Te weinig.", "Waarom?", "Nooit gegaan")


def opened(every: Everything) -> Iterator[tuple[str, str]]:
    """Name and address of each listed page, with its example; and the decision of everybody who applied."""
    for name, address in addresses_of("citizen"):
        if name in CITIZEN and name.split(":")[1] not in ACTS:
            yield name, every.opens(address)
    for application in Application.objects.order_by("number"):
        yield "citizen:decision", reverse("citizen:decision", args=[application.id])


@pytest.mark.django_db
def test_every_page_of_a_citizen_that_exists_in_english_is_english_as_a_whole() -> None:
    every = everything(story_of_today())
    clients = [Visitor(name).client for name in READERS]
    for client in clients:
        client.post("/taal/", {"taal": "en", "terug": "/"})
    seen, dutch = set(), []
    for name, address in opened(every):
        for answer in (client.get(address) for client in clients):
            if answer.status_code in SHOWN:
                seen.add(name)
                page = answer.content.decode()
                assert '<html lang="en">' in page, address
                dutch += [(address, text) for text in dutch_words(page) if not text.startswith(TYPED)]

    assert dutch == [], dutch
    assert {name.split(":")[1] for name in CITIZEN - seen} <= ACTS | NOT_FOR_ANYBODY


@pytest.mark.django_db
def test_what_is_signed_and_what_is_written_to_her_stays_dutch_and_says_so() -> None:
    every = everything(story_of_today())
    client = Visitor("an").client
    client.post("/taal/", {"taal": "en", "terug": "/"})

    agreement = client.get(f"/mijn/begeleiding/{every.track.id}/overeenkomst/").content.decode()
    assert '<h2 lang="nl">Hoeveel uur</h2>' in agreement
    assert "25,00 euro per uur" in agreement
    file = client.get(f"/mijn/begeleiding/{every.track.id}/overeenkomst/bestand/").content.decode()
    assert "25,00 euro per uur" in file
    assert '<html lang="nl">' in file
