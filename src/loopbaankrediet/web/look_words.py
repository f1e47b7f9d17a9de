"""Looks and their reasons in plain Dutch, for the citizen and for who keeps watch on looking."""

from loopbaankrediet.oversight.models import Why
from loopbaankrediet.processing.records import records

OTHER_LOOK = "bekeek je gegevens"
SOURCE = "source:"
LOOKS = {
    "see_in_list": "zag je naam in een lijst met werk",
    "see_hours": "zag de vraag of je uren kloppen",
    "see_revocation": "zag het voornemen om krediet in te trekken",
    "open_erasure": "las een voorstel om je gegevens te wissen",
    "print_mandate_letter": "opende de brief met de code van je volmacht",
    "open_application": "opende je aanvraag",
    "download_receipt": "haalde het bewijs van je beslissing op",
    "open_letter": "opende een brief aan jou om hem te versturen",
    "open_upload": "bekeek een bestand dat je opstuurde",
    "open_track": "opende je begeleiding",
    "open_dispute": "las wat er over betwiste uren gezegd is",
    "open_notice": "opende een vraag of herinnering aan jou",
    "open_report": "las je melding",
    "open_contest": "las waarom je een loopbaancheque betwist",
    "look_at_own_share": "bekeek je eigen bijdrage",
    "open_statement": "bekeek een rekening met je uren of geld",
    "download_statement": "haalde een rekening met je uren of geld op",
    "open_postings": "bekeek een beweging van je uren of geld",
    "open_batch": "bekeek een betaalopdracht met je naam",
    "download_bank_file": "haalde een bankbestand met je naam op",
    "look_at_account_change": "bekeek je vraag om een andere rekening",
    "look_at_recovery": "bekeek een terugvordering",
    "open_registration": "bekeek je registratie als begeleider",
    "open_registration_case": "opende je registratiedossier",
    "open_registration_measure": "las het dossier over een maatregel",
    "open_look_question": "las een vraag over een inzage",
    "see_desk_call": "zag dat je met het loket spreekt",
    "open_objection": "las waarom een verklaring van je begeleider niet klopt",
    "open_file_of_revocation": "las het dossier over je krediet",
    "look_at_bank_line": "bekeek een boeking van de bank",
    "look_at_bank_credits": "zocht een storting bij een terugvordering",
    "open_disagreement": "las je klacht of je vraag om iets opnieuw te bekijken",
    "see_appointment": "zag je afspraak met een medewerker",
    "see_career_question": "las waar je het over wil hebben",
    "open_page": "opende een pagina van een medewerker of begeleider",
    "be_refused": "probeerde een pagina te openen die niet mocht, en zag niets",
    "look_for_citizen": "opende een pagina van je dossier",
}
FROM_SOURCE = {
    "source_answered": "kreeg gegevens over jou van {source}",
    "source_failed": "kreeg van {source} meer dan we mogen gebruiken, en gebruikte niets",
    "source_unanswered": "vroeg gegevens over jou aan {source}, zonder antwoord",
}
WHY = {
    Why.CITIZEN: "Een burger vraagt waarom",
    Why.MUCH: "Veel meer dossiers geopend dan collega's",
    Why.NO_FILE: "Gegevens bekeken zonder dossier",
    Why.COLLEAGUE: "Gegevens bekeken van een collega of van jezelf",
    Why.SAME_NAME: "Gegevens bekeken van iemand met dezelfde familienaam",
    Why.LATE_HOURS: "Gekeken buiten de werkuren",
}


def look_words(verb: str, subject_type: str) -> str:
    """'opende je aanvraag', or what a source answered."""
    if verb in FROM_SOURCE:
        return FROM_SOURCE[verb].format(source=subject_type.removeprefix(SOURCE))
    return LOOKS.get(verb, OTHER_LOOK)


def because(purpose: str | None) -> str:
    """'om over je aanvraag te beslissen'; empty for a line from before the register."""
    record = records().get(purpose or "")
    return record.because if record else ""
