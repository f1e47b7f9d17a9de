"""Who did or saw what about the citizen, in plain words (dossier B1.24)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from loopbaankrediet.journal.models import Kind
from loopbaankrediet.journal.queries import JournalLine
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day, moment

ACTS = {
    "sign_in": "meldde zich aan",
    "step_up": "bewees opnieuw wie hier aangemeld is",
    "sign_out": "meldde zich af",
    "switch_capacity": "koos een andere hoedanigheid",
    "refuse_sign_in": "weigerde een aanmelding op jouw naam",
    "link_identity": "koppelde je aanmelding aan je gegevens",
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
    "offer_mandate": "gaf iemand volmacht om te helpen",
    "activate_mandate": "begon je te helpen, met de code van je volmacht",
    "end_mandate": "stopte een volmacht",
    "send_mandate_letter": "stuurde de brief met de code van je volmacht",
    "record_legal_representative": "noteerde je wettelijke vertegenwoordiger, na een vonnis",
    "end_legal_representative": "noteerde dat je wettelijke vertegenwoordiger stopt",
    "open_desk_call": "begon een gesprek met jou",
    "close_desk_call": "sloot het gesprek met jou af",
    "declare_unrelated": "verklaarde geen familie of collega van jou te zijn",
    "object_to_declaration": "liet weten dat die verklaring niet klopt",
    "register_counsellor": "schreef je in het register van loopbaanbegeleiders in",
}
LOOKS = {
    "see_hours": "zag de vraag of je uren kloppen",
    "open_as_representative": "opende een pagina van je dossier",
    "print_mandate_letter": "opende de brief met de code van je volmacht",
}
OTHER_ACT = "deed iets in je dossier"
OTHER_LOOK = "bekeek je gegevens"
CAPACITIES = {
    Capacity.CITIZEN: "burger",
    Capacity.COUNSELLOR: "loopbaanbegeleider",
    Capacity.OFFICER: "medewerker",
    Capacity.SYSTEM: "het platform zelf",
}


REPRESENTATIONS = {
    Representation.HELPER: "je helper",
    Representation.LEGAL_REPRESENTATIVE: "je wettelijke vertegenwoordiger",
    Representation.DESK: "medewerker, voor jou, omdat je contact opnam",
}


def looks_table(
    lines: Sequence[JournalLine],
    names: Mapping[UUID, str],
    reader: UUID,
    *,
    caption: str = "Wie iets deed of bekeek",
    when_empty: str = "Nog niemand deed of bekeek iets.",
) -> Table:
    columns = (Column("Wanneer"), Column("Wie"), Column("Wat"))
    rows = [(_when(line), _who(line, names, reader), _what(line)) for line in lines]
    return Table(caption, columns, rows, when_empty=when_empty)


def _when(line: JournalLine) -> Cell:
    """The real moment; with the legal day below it when that is another one (as in the demonstration)."""
    same = line.recorded_at.astimezone(BRUSSELS).date() == line.legal_on
    return Cell(moment(line.recorded_at), note="" if same else f"wettelijke dag: {day(line.legal_on)}")


def _who(line: JournalLine, names: Mapping[UUID, str], reader: UUID) -> Cell:
    if line.actor_id == reader and line.capacity == Capacity.CITIZEN and not line.representation:
        return Cell("Jij")
    ground = Representation(line.representation) if line.representation else None
    capacity = REPRESENTATIONS[ground] if ground else CAPACITIES[Capacity(line.capacity)]
    name = names.get(line.actor_id) if line.actor_id else None
    return Cell(name, note=capacity) if name else Cell(capacity)


def _what(line: JournalLine) -> str:
    return LOOKS.get(line.verb, OTHER_LOOK) if line.kind == Kind.LOOK else ACTS.get(line.verb, OTHER_ACT)
