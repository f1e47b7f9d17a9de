"""Who did or saw what about the citizen, in plain words (dossier B1.24)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from loopbaankrediet.journal.models import Kind
from loopbaankrediet.journal.queries import JournalLine
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day, moment

ACTS = {
    "submit_application": "vroeg loopbaanbegeleiding aan",
    "record_fact": "vulde een gegeven aan",
    "declare_schooling": "vulde het hoogste diploma in",
    "reply_to_intention": "antwoordde op een voornemen tot weigering",
    "grant_in_turn": "gaf je je plaats en je uren",
    "note_call": "belde je op, of probeerde dat",
    "sign_refusal": "ondertekende een weigering",
    "make_code": "maakte een code voor een loopbaanbegeleider",
    "open_with_code": "opende je dossier met jouw code",
    "note_intake": "noteerde het eerste gesprek",
    "propose_agreement": "stelde een overeenkomst voor",
    "sign_agreement": "ondertekende de overeenkomst",
    "log_conversation": "noteerde een gesprek",
    "strike_conversation": "schrapte een gesprek",
    "hand_in_report": "gaf het verslag van een module",
    "confirm_module": "bevestigde de uren van een module",
    "show_question": "vroeg of je uren kloppen",
    "show_first_reminder": "herinnerde je eraan om je uren na te kijken",
    "show_second_reminder": "herinnerde je er nog eens aan om je uren na te kijken",
    "pass_notice_on": "belde of schreef je over je uren",
    "fall_silent": "telde de uren van een module als bevestigd",
    "leave_to_officer": "gaf de uren van een module aan een medewerker",
    "dispute_hours": "betwistte uren",
    "note_disagreement": "schreef niet eens te zijn met een verslag",
    "answer_dispute": "antwoordde op een betwisting",
    "decide_dispute": "besliste over betwiste uren",
    "note_recovered": "noteerde dat geld teruggevorderd wordt",
    "reserve_next": "reserveerde de volgende module",
    "end_track": "stopte de begeleiding",
    "cancel_track": "ging niet verder na de kennismaking",
    "raise_contest": "betwistte een loopbaancheque",
    "take_back_contest": "betwist een loopbaancheque niet meer",
    "decide_contest": "besliste over een cheque die je betwistte",
    "open_revocation": "opende een dossier om krediet in te trekken",
    "answer_revocation": "antwoordde op een voornemen om krediet in te trekken",
    "note_revocation_hearing": "noteerde jouw antwoord op een voornemen om krediet in te trekken",
    "keep_credit": "besliste dat je krediet blijft",
    "revoke_credit": "besliste om krediet in te trekken",
    "open_file_of_revocation": "bekeek het dossier over je krediet",
    "decide_again": "besliste opnieuw, omdat er iets veranderde aan je loopbaancheques",
    "give_hours_back": "gaf je uren terug die niet hadden mogen tellen",
    "note_payment": "noteerde een betaling van je eigen bijdrage",
    "correct_entry": "zette een betaling van je eigen bijdrage recht",
    "note_refund": "noteerde een terugbetaling aan jou",
    "answer_refund": "antwoordde of een terugbetaling aankwam",
    "take_incoming": "ontving je eigen bijdrage",
    "place_incoming": "zette je storting bij de juiste module",
    "note_sent_back": "stortte geld aan je terug",
    "report_surcharge": "meldde dat een begeleider te veel vroeg",
    "take_back_report": "trok een melding in",
    "look_at_report": "begon je melding na te kijken",
    "reply_to_report": "antwoordde op je melding",
    "note_hearing": "noteerde wat je begeleider zei over je melding",
    "decide_report": "besliste over je melding",
    "register_counsellor": "schreef je in het register van loopbaanbegeleiders in",
}
LOOKS = {"see_hours": "zag de vraag of je uren kloppen"}
OTHER_ACT = "deed iets in je dossier"
OTHER_LOOK = "bekeek je gegevens"
CAPACITIES = {
    Capacity.CITIZEN: "burger",
    Capacity.COUNSELLOR: "loopbaanbegeleider",
    Capacity.OFFICER: "medewerker",
    Capacity.SYSTEM: "het platform zelf",
}


def looks_table(lines: Sequence[JournalLine], names: Mapping[UUID, str], reader: UUID) -> Table:
    columns = (Column("Wanneer"), Column("Wie"), Column("Wat"))
    rows = [(_when(line), _who(line, names, reader), _what(line)) for line in lines]
    return Table("Wie iets deed of bekeek", columns, rows, when_empty="Nog niemand deed of bekeek iets.")


def _when(line: JournalLine) -> Cell:
    """The real moment; with the legal day below it when that is another one (as in the demonstration)."""
    same = line.recorded_at.astimezone(BRUSSELS).date() == line.legal_on
    return Cell(moment(line.recorded_at), note="" if same else f"wettelijke dag: {day(line.legal_on)}")


def _who(line: JournalLine, names: Mapping[UUID, str], reader: UUID) -> Cell:
    if line.actor_id == reader and line.capacity == Capacity.CITIZEN:
        return Cell("Jij")
    capacity = CAPACITIES[Capacity(line.capacity)]
    name = names.get(line.actor_id) if line.actor_id else None
    return Cell(name, note=capacity) if name else Cell(capacity)


def _what(line: JournalLine) -> str:
    return LOOKS.get(line.verb, OTHER_LOOK) if line.kind == Kind.LOOK else ACTS.get(line.verb, OTHER_ACT)
