"""What moves in the ledger, in plain Dutch: acts, kinds, reasons and amounts."""

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.web.components import Cell
from loopbaankrediet.web.officer.ledger_places import Place

ACTS = {
    "grant": "Recht op begeleiding toegekend",
    "budget_act": "Begroting ingeschreven",
    "open_room": "Ruimte van het jaar geopend voor lotingen",
    "fill_envelope": "Bedrag van een loting opzijgezet",
    "hold_draw": "Loting gehouden",
    "reserve_module": "Module gereserveerd",
    "release_module": "Module vrijgegeven",
    "confirm_module": "Uren van een module bevestigd",
    "fall_silent": "Uren van een module bevestigd zonder antwoord",
    "dispute_hours": "Uren van een module betwist",
    "decide_dispute": "Over betwiste uren beslist",
    "approve_batch": "Betaalopdracht goedgekeurd",
    "settle_payments": "Betalingen door de bank geboekt",
    "reject_payment": "Betaling geweigerd door de bank",
    "return_payments": "Betaling kwam terug van de bank",
    "send_again": "Geweigerde betaling toch uitgevoerd",
    "take_own_share": "Eigen bijdrage ontvangen",
    "settle_own_share": "Eigen bijdrage van een afgelopen module verdeeld",
    "refund_own_share": "Eigen bijdrage terugbetaald aan de burger",
    "deny_refund": "Terugbetaling niet aangekomen volgens de burger",
    "return_own_share": "Eigen bijdrage zonder module: terug te sturen",
    "send_own_share_back": "Eigen bijdrage teruggestuurd",
    "advance_own_share": "Eigen bijdrage voorgeschoten voor wie ze terugkrijgt",
    "book_difference": "Verschil met de bank geboekt",
    "open_recovery": "Onterechte betaling vastgesteld",
    "decide_recovery": "Terugvordering beslist",
    "forgo_disputed": "Niet gegeven uren terug naar de burger",
    "agree_repayment": "Terugbetaling ontvangen",
    "end_recovery": "Terugvordering gestopt",
    "revoke_credit": "Krediet ingetrokken na verhoor",
}
KINDS = {
    ("hold", "debit"): "Opzijgezet, nog niet weg",
    ("hold", "credit"): "Verwacht, nog niet ontvangen",
    ("post", "debit"): "De reservering is gebruikt",
    ("post", "credit"): "Ontvangen uit een reservering",
    ("void", "debit"): "De reservering is weer vrij",
    ("void", "credit"): "Wordt niet meer verwacht",
    ("direct", "debit"): "Afgeboekt",
    ("direct", "credit"): "Bijgeboekt",
    ("reverse", "debit"): "Teruggedraaid",
    ("reverse", "credit"): "Teruggedraaid",
}
POSTINGS = {
    "hold": "Reservering",
    "post": "Reservering gebruikt",
    "void": "Reservering vrijgegeven",
    "direct": "Boeking",
    "reverse": "Terugboeking",
    "level": "Verdeling binnen één rekening",
}
REASONS = {
    "undue_payment": "onterecht betaald",
    "objection": "na een bezwaar",
    "rejected": "geweigerd door de bank",
    "returned": "teruggestuurd door de bank",
    "waived": "niet verder gevraagd",
    "time_barred": "verjaard",
    "hours_disputed": "uren betwist",
}
CAPACITIES = {
    "citizen": "De burger van dit dossier",
    "counsellor": "Loopbaanbegeleider",
    "officer": "Medewerker",
    "system": "Het platform zelf",
}
VERBS = {
    "submit_application": "Aanvraag ingediend",
    "record_fact": "Gegeven aangevuld",
    "declare_schooling": "Diploma ingevuld op erewoord",
    "sign_agreement": "Overeenkomst ondertekend",
    "confirm_module": "Uren bevestigd",
    "fall_silent": "Uren bevestigd zonder antwoord",
    "leave_to_officer": "Uren aan een medewerker gegeven",
    "dispute_hours": "Uren betwist",
    "decide_dispute": "Over betwiste uren beslist",
    "reserve_next": "Volgende module gereserveerd",
    "end_track": "Begeleiding gestopt",
    "withdraw_agreement": "Overeenkomst herroepen",
    "switch_counsellor": "Naar een andere begeleider",
    "release_unused": "Module zonder gesprek vrijgegeven",
    "record_budget_act": "Begroting ingeschreven",
    "hold_draw": "Loting gehouden",
    "grant_in_turn": "Plaats uit een loting toegekend",
    "approve_batch": "Betaalopdracht goedgekeurd",
    "take_answer": "Antwoord van de bank verwerkt",
    "take_statement": "Rekeninguittreksel verwerkt",
    "approve_line": "Boeking aan een betaling gekoppeld",
    "open_recovery": "Terugvordering geopend",
    "decide_recovery": "Terugvordering beslist",
    "agree_repayment": "Terugbetaling goedgekeurd",
    "waive_recovery": "Terugvordering stopgezet",
    "undo_recovery": "Terugvordering vervallen: de betaling kwam terug",
    "correct_recovery": "Vordering verminderd na een teruggekomen betaling",
    "forgo_disputed": "Betwisting afgerond zonder terugvordering",
}


def act_words(act: str) -> str:
    """'grant' -> 'Recht op begeleiding toegekend'; an act without words is named as the ledger names it."""
    return ACTS.get(act, f"Handeling '{act}'")


def verb_words(verb: str) -> str:
    return VERBS.get(verb, f"Handeling '{verb}'")


def kind_words(kind: str, side: str, reason: str | None) -> str:
    """What a movement did to the account on this side ('debit' or 'credit')."""
    words = KINDS.get((kind, side), kind)
    return f"{words}: {reason_words(reason)}" if reason else words


def reason_words(reason: str) -> str:
    """'objection:12' -> 'na een bezwaar (12)'; a code without words stays as it is."""
    code, _, rest = reason.partition(":")
    return f"{REASONS[code]} ({rest})" if code in REASONS and rest else REASONS.get(code, reason)


def amount_words(amount: int, unit: str) -> str:
    """Cents as euro, minutes as hours and minutes; below zero with a minus."""
    if unit == "cents":
        return euro(amount)
    return f"{'-' if amount < 0 else ''}{duration(abs(amount))}"


def change_words(change: int, unit: str) -> str:
    """'+2 uur'; empty when nothing changed."""
    return f"{'+' if change > 0 else ''}{amount_words(change, unit)}" if change else ""


def place_cell(code: str, places: Mapping[str, Place]) -> Cell:
    """An account as a link to its movements; one that this page has no words for by its code."""
    return Cell(places[code].title, statement_url(code)) if code in places else Cell(code)


def statement_url(code: str) -> str:
    return reverse("officer:ledger_statement", args=[code])


def act_url(act_key: UUID) -> str:
    return reverse("officer:ledger_act", args=[act_key])
