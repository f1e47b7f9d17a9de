"""The pages of papers and messages: hand in and take away, read and say so, choose mails; and the officer beside it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loopbaankrediet.credit.models import Application
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.messages.mailing import send_waiting
from loopbaankrediet.messages.models import Audience, Message
from loopbaankrediet.messages.templates import place_of, templates
from loopbaankrediet.uploads.models import Upload
from loopbaankrediet.web.inbox import PLACES
from tests.messages.mailed import mailed_code
from tests.uploads.papers import jpeg, pdf
from tests.web.visitor import Visitor, story_of_today

pytestmark = pytest.mark.django_db


def handed_in(visitor: Visitor, address: str, name: str, content: bytes, **more: Any) -> Any:
    form = visitor.filled(address) | {"file": SimpleUploadedFile(name, content)} | more
    answer: Any = visitor.client.post(address, form)
    return answer


def test_proof_is_handed_in_seen_by_the_officer_and_each_look_is_noted() -> None:
    story = story_of_today()
    application = story.apply("bart")
    bart, omar, an = Visitor("bart"), Visitor("omar"), Visitor("an")
    papers = f"/mijn/beslissing/{application.id}/papieren/"
    assert papers in bart.page(f"/mijn/beslissing/{application.id}/")
    for name, content, words in (
        ("leeg.pdf", b"", "Dit bestand is leeg"),
        ("virus.pdf", b"MZ", "Dit is geen PDF, JPEG of PNG"),
        ("script.pdf", pdf(b"<</S/JavaScript>>"), "In deze PDF zit meer dan tekst en beeld: een script"),
        ("groot.png", b"\x89PNG\r\n\x1a\n" + bytes(10_000_001), "Dit bestand is groter dan 10 MB"),
    ):
        answer = handed_in(bart, papers, name, content)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Upload.objects.exists()
    assert handed_in(bart, papers, "l'attest <Zoë>\u202e.exe", jpeg()).status_code == 302
    assert "l&#x27;attest _Zoë_.jpg" in bart.page(papers)
    paper = Upload.objects.get()
    assert an.status(papers) == an.status(f"/mijn/papieren/{paper.id}/") == 404
    shown = bart.client.get(f"/mijn/papieren/{paper.id}/")
    assert shown.content == jpeg()
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    handed_in(bart, papers, "attest.pdf", pdf())
    other = Upload.objects.exclude(id=paper.id).get()
    listed = omar.page(f"/medewerker/aanvragen/{application.id}/")
    assert "Niet gescand" in listed
    assert "Er is geen virusscanner ingesteld" in listed
    assert "Dit bestand is niet gescand" in omar.page(f"/medewerker/aanvragen/papieren/{paper.id}/")
    download = omar.client.get(f"/medewerker/aanvragen/papieren/{other.id}/bestand/")
    assert download["Content-Disposition"].startswith("attachment")
    looks = Entry.objects.filter(verb="open_upload", person_id=application.person_id)
    assert set(looks.values_list("subject_id", flat=True)) == {paper.id, other.id}
    away = f"/mijn/papieren/{paper.id}/wegnemen/"
    refused = bart.client.post(away, bart.filled(away))
    assert refused.status_code == 422
    assert "Een medewerker bekeek dit bestand al" in refused.content.decode()


def test_a_message_is_counted_until_she_says_that_she_read_it() -> None:
    story = story_of_today()
    story.apply("an")
    an = Visitor("an")
    row = Message.objects.get()
    page = f"/mijn/berichten/{row.id}/"
    assert '1<span class="unseen"> ongelezen' in an.page("/mijn/")
    assert "Ongelezen" in an.page("/mijn/berichten/")
    assert f"/mijn/beslissing/{row.about_id}/" in an.page(page)
    assert Message.objects.get().read_at is None
    assert Visitor("bart").status(page) == 404
    an.client.post(page, an.filled(page))
    assert Message.objects.get().read_on == story.clock.today()
    assert "ongelezen" not in an.page("/mijn/")


def test_mails_are_chosen_with_a_code_and_stopped_again() -> None:
    story = story_of_today()
    an, mails = Visitor("an"), "/mijn/berichten/mails/"
    wrong = an.client.post(mails, an.filled(mails, mails) | {"address": "an"})
    assert wrong.status_code == 422
    assert "<title>Fout: " in wrong.content.decode()
    an.client.post(mails, an.filled(mails, mails) | {"address": "an@voorbeeld.example"})
    send_waiting(clock=story.clock)
    code = mailed_code()
    there = f"{mails}code/"
    wrong = an.client.post(there, an.filled(mails, there) | {"code": "x"})
    assert "Deze code klopt niet" in wrong.content.decode()
    an.client.post(there, an.filled(mails, there) | {"code": code})
    assert "We mailen naar an@voorbeeld.example" in an.page(mails)
    stop = f"{mails}stoppen/"
    an.client.post(stop, an.filled(mails, stop))
    assert "Nu krijg je geen mails" in an.page(mails)


def test_an_officer_prints_the_letter_of_who_has_no_mail_and_notes_it() -> None:
    story = story_of_today()
    story.apply("bart")
    send_waiting(clock=story.clock)
    omar, letters = Visitor("omar"), "/medewerker/post/"
    row = Message.objects.get(person=Application.objects.get().person)
    assert "Koos geen mails" in omar.page(letters)
    page = f"{letters}{row.id}/"
    assert "Dag Bart" in omar.page(page)
    early = omar.client.post(page, omar.filled(page) | {"posted_on": "1/1/2020"})
    assert "Deze dag kan niet" in early.content.decode()
    omar.client.post(page, omar.filled(page))
    assert "Er wacht geen enkele brief" in omar.page(letters)
    assert omar.status(page) == 404
    verbs = Entry.objects.filter(person_id=row.person_id).values_list("verb", flat=True)
    assert {"open_letter", "note_posted"} <= set(verbs)


def test_every_message_leads_somewhere_and_every_mail_to_the_messages() -> None:
    assert {one.page for one in templates().values()} == set(PLACES)
    assert Visitor("an").status(place_of(Audience.CITIZEN)) == 200
    assert Visitor("dirk").status(place_of(Audience.COUNSELLOR)) == 200
