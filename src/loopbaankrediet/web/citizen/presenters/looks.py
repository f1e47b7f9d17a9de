"""Who did or saw what about the citizen, and why, in plain words (dossier B1.24)."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from loopbaankrediet.journal.models import Kind
from loopbaankrediet.journal.queries import JournalLine
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.oversight.queries import QuestionView
from loopbaankrediet.oversight.states import QuestionState
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.look_words import SOURCE, because, look_words
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
    "propose_erasure": "stelde voor om je gegevens te wissen",
    "withdraw_erasure": "trok het voorstel in om je gegevens te wissen",
    "decide_erasure": "besliste om je gegevens te wissen",
    "erase_person_key": "wiste je gegevens",
    "withdraw_code": "trok een code voor een loopbaanbegeleider in",
    "raise_code_question": "merkte dat er vaak een verkeerde code werd ingevuld",
    "answer_code_question": "keek na waarom er vaak een verkeerde code werd ingevuld",
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
    "note_paid_back": "noteerde dat je te veel betaald geld terugkreeg",
    "answer_paid_back": "antwoordde of te veel betaald geld terugkwam",
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
    "record_legal_representative": "noteerde je wettelijke vertegenwoordiger, na een beslissing van de rechter",
    "confirm_legal_representative": "las de beslissing van de rechter na: je wettelijke vertegenwoordiger mag handelen",
    "end_legal_representative": "noteerde dat je wettelijke vertegenwoordiger stopt",
    "open_desk_call": "begon een gesprek met jou",
    "close_desk_call": "sloot het gesprek met jou af",
    "declare_unrelated": "verklaarde geen familie of collega van jou te zijn",
    "object_to_declaration": "liet weten dat die verklaring niet klopt",
    "answer_objection": "antwoordde op wat je over die verklaring liet weten",
    "register_counsellor": "schreef je in het register van loopbaanbegeleiders in",
    "ask_about_look": "vroeg waarom iemand keek",
    "close_look_question": "antwoordde op een vraag over een inzage",
}
OTHER_ACT = "deed iets in je dossier"
PLATFORM = "het platform zelf"
CAPACITIES = {
    Capacity.CITIZEN: "burger",
    Capacity.COUNSELLOR: "loopbaanbegeleider",
    Capacity.OFFICER: "medewerker van het departement",
    Capacity.SYSTEM: PLATFORM,
}
REPRESENTATIONS = {
    Representation.HELPER: "je helper, in jouw naam",
    Representation.LEGAL_REPRESENTATIVE: "je wettelijke vertegenwoordiger",
    Representation.DESK: "loketmedewerker, in jouw naam",
}
FILTERS = {"": ("Alles", None), "inzage": ("Wie keek", Kind.LOOK), "handeling": ("Wie iets deed", Kind.ACT)}


def looks_table(
    lines: Sequence[JournalLine],
    names: Mapping[UUID, str],
    reader: UUID,
    *,
    caption: str = "Wie iets deed of bekeek",
    when_empty: str = "Nog niemand deed of bekeek iets.",
) -> Table:
    """The same look again on one day is one line that says how often."""
    columns = (Column("Wanneer"), Column("Wie"), Column("Wat en waarom"), Column("Vraag"))
    rows: list[list[Cell | str]] = []
    for _, same in groupby(lines, key=_sameness):
        several = list(same)
        line = several[0]
        rows.append([_when(line, len(several)), _who(line, names, reader), _what(line), _ask(line, reader)])
    return Table(caption, columns, rows, when_empty=when_empty)


def filter_links(chosen: str) -> list[tuple[Cell, bool]]:
    """Each choice with whether it is the one on the screen."""
    address = reverse("citizen:looks")
    return [
        (Cell(label, f"{address}?soort={key}" if key else address), key == chosen)
        for key, (label, _) in FILTERS.items()
    ]


def line_rows(line: JournalLine, names: Mapping[UUID, str], reader: UUID) -> list[SummaryRow]:
    """One line, above the question about it."""
    who = _who(line, names, reader)
    rows = [
        SummaryRow("Wanneer", moment(line.recorded_at)),
        SummaryRow("Wie", f"{who.text}, {who.note}" if who.note else who.text),
        SummaryRow("Wat", _verb(line)),
    ]
    return rows + [SummaryRow(label, text) for label, text in _reasons(line).items()]


def question_rows(view: QuestionView) -> list[SummaryRow]:
    """A question of the citizen, and its answer or until when it comes."""
    line = view.line
    rows = [
        SummaryRow("Je vroeg", view.words),
        SummaryRow("Over", f"{line.looker or PLATFORM}, {day(line.looked_on)}"),
    ]
    if line.state is not QuestionState.CLOSED or view.closed_on is None:
        return [*rows, SummaryRow("Antwoord", f"Je krijgt antwoord ten laatste op {day(line.answer_by)}.")]
    signed = f"{view.closed_by}, functionaris voor gegevensbescherming, {day(view.closed_on)}"
    return [*rows, SummaryRow("Antwoord", view.conclusion), SummaryRow("Van", signed)]


def is_own(line: JournalLine, reader: UUID) -> bool:
    """What the citizen did herself needs no question."""
    return line.actor_id == reader and line.capacity == Capacity.CITIZEN and not line.representation


def _sameness(line: JournalLine) -> tuple[object, ...]:
    on = line.recorded_at.astimezone(BRUSSELS).date()
    own = line.id if line.kind == Kind.ACT else 0
    what = (line.verb, line.subject_type, line.purpose, line.dossier)
    return own, line.capacity, line.actor_id, on, line.legal_on, what


def _when(line: JournalLine, times: int) -> Cell:
    """The real moment; with the legal day below it when that is another one (as in the demonstration)."""
    same = line.recorded_at.astimezone(BRUSSELS).date() == line.legal_on
    notes = [f"{times} keer die dag"] if times > 1 else []
    notes += [] if same else [f"wettelijke dag: {day(line.legal_on)}"]
    return Cell(moment(line.recorded_at), note=", ".join(notes))


def _who(line: JournalLine, names: Mapping[UUID, str], reader: UUID) -> Cell:
    if line.subject_type.startswith(SOURCE):
        return Cell(PLATFORM)
    if is_own(line, reader):
        return Cell("Jij")
    capacity = CAPACITIES[Capacity(line.capacity)]
    if line.representation:
        capacity = REPRESENTATIONS[Representation(line.representation)]
    name = names.get(line.actor_id) if line.actor_id else None
    return Cell(name, note=capacity) if name else Cell(capacity)


def _what(line: JournalLine) -> Cell:
    reasons = [text if label == "Waarom" else f"dossier: {text}" for label, text in _reasons(line).items()]
    return Cell(_verb(line), note=", ".join(reasons))


def _reasons(line: JournalLine) -> dict[str, str]:
    found = {"Waarom": because(line.purpose), "Dossier": line.dossier or ""}
    return {label: text for label, text in found.items() if text}


def _verb(line: JournalLine) -> str:
    if line.kind == Kind.LOOK:
        return look_words(line.verb, line.subject_type)
    return ACTS.get(line.verb, OTHER_ACT)


def _ask(line: JournalLine, reader: UUID) -> Cell:
    if is_own(line, reader):
        return Cell("")
    return Cell("Ik begrijp niet waarom", reverse("citizen:ask_look", args=[line.id]))
