"""Proof and messages in a browser: Bart hands in a photo, chooses mails with the code, and Omar looks at the photo."""

from pathlib import Path

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor
from tests.uploads.papers import png

pytestmark = pytest.mark.browser


def test_a_photo_as_proof_and_a_message_about_it(visit: Visit, tmp_path: Path) -> None:
    photo, broken = tmp_path / "attest van mijn werkgever.png", tmp_path / "attest.pdf"
    photo.write_bytes(png(40, 30))
    broken.write_bytes(b"MZ")
    with visit(width=320) as visitor:
        bart_hands_in_a_photo(visitor, photo, broken)
        bart_reads_his_message_and_asks_for_mails(visitor)
        omar_looks_at_the_photo(visitor)


def bart_hands_in_a_photo(visitor: Visitor, photo: Path, broken: Path) -> None:
    visitor.become("Bart")
    visitor.open("/mijn/aanvraag/")
    visitor.press("Vraag aan")
    visitor.follow("Stuur een foto of PDF van je bewijs")
    visitor.sees("Je hebt nog niets gestuurd.")
    visitor.main.get_by_label("Kies een foto of PDF").set_input_files(broken)
    visitor.press("Stuur dit bestand")
    visitor.sees("Dit is geen PDF, JPEG of PNG.")
    assert "Fout: " in visitor.page.title()
    visitor.main.get_by_label("Kies een foto of PDF").set_input_files(photo)
    visitor.press("Stuur dit bestand")
    visitor.sees("We hebben je bestand.", "attest van mijn werkgever.png", "Niet gescand")


def bart_reads_his_message_and_asks_for_mails(visitor: Visitor) -> None:
    visitor.open("/mijn/berichten/")
    visitor.sees("Ongelezen")
    visitor.follow("We denken dat je nu geen recht hebt")
    visitor.press("Ik heb dit gelezen")
    visitor.sees("Gelezen op")
    visitor.follow("Wil je een mail als er een bericht is?")
    visitor.fill("Je mailadres", "bart")
    visitor.press("Stuur me een code")
    visitor.sees("Dit is geen volledig mailadres.")
    visitor.fill("Je mailadres", "bart@voorbeeld.example")
    visitor.press("Stuur me een code")
    visitor.sees("Vul de code in", "bart@voorbeeld.example")
    visitor.open("/demo/mails/")


def omar_looks_at_the_photo(visitor: Visitor) -> None:
    visitor.become("Omar")
    visitor.follow("Bart")
    visitor.sees("Bewijzen van de burger", "Niet gescand")
    visitor.follow("attest van mijn werkgever.png")
    visitor.sees("Dit bestand is niet gescand", "Je inzage in dit bestand staat in het logboek.")
    picture = visitor.main.get_by_role("img", name="Foto van het bewijs")
    assert picture.evaluate("image => image.naturalWidth") == 40
    visitor.open("/medewerker/post/")
