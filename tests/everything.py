"""A platform on which everything happened once: what every address with a number in it can be opened with.

An is the citizen and Dirk the counsellor of every example; Fatima and Els are the others.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from loopbaankrediet.appointments.actions import book_appointment
from loopbaankrediet.appointments.slots import offered as offered_moments
from loopbaankrediet.budget.costs import enter_cost
from loopbaankrediet.budget.models import CostKind
from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.actions.incoming import take_incoming
from loopbaankrediet.contributions.actions.reporting import Asked, look_at_report, report_surcharge
from loopbaankrediet.contributions.models import ContributionEntry, Payer, Way, WhatFor
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.counsellors.account_changes import ask_account_change
from loopbaankrediet.credit.alike import Selection
from loopbaankrediet.credit.clarifying import ask_applicant
from loopbaankrediet.credit.models import Again, AlikeFile, Application, Decision
from loopbaankrediet.credit.redeciding import start_redecision
from loopbaankrediet.credit.revoking import open_revocation
from loopbaankrediet.credit.wish_models import Wish
from loopbaankrediet.evaluation.actions import invite
from loopbaankrediet.evaluation.models import SurveyInvitation, Wave
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.erase_person import propose_erasure
from loopbaankrediet.flows.follow_silence import take_step
from loopbaankrediet.flows.mandates import enter_judgment, take_up_mandate
from loopbaankrediet.flows.proofs import hand_in_proof
from loopbaankrediet.flows.voucher_history import contest_voucher
from loopbaankrediet.guidance.actions.code_questions import raise_question
from loopbaankrediet.guidance.actions.objections import object_to_declaration
from loopbaankrediet.guidance.actions.papers import hand_in_paper
from loopbaankrediet.guidance.models import AccessCode, Conversation, GuidanceModule, Notice, Track
from loopbaankrediet.guidance.papers import StepPlan
from loopbaankrediet.journal.actions import Look, Subject, record_looks
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM, Role
from loopbaankrediet.messages.actions import send
from loopbaankrediet.messages.mailing import send_waiting
from loopbaankrediet.messages.models import Message
from loopbaankrediet.objections.actions import contest_decision
from loopbaankrediet.office.incidents import stop
from loopbaankrediet.office.models import Letter, Stops
from loopbaankrediet.office.templates import write_template
from loopbaankrediet.oversight.actions import ask_about_look
from loopbaankrediet.payments.actions.holds import hold_payments
from loopbaankrediet.payments.models import Claim, LostPayment, RecoveredOrder, RefusedFile, UploadedFile
from loopbaankrediet.people.mandates.actions.giving import HelperName, offer_mandate
from loopbaankrediet.people.mandates.actions.legal import Judgment
from loopbaankrediet.people.mandates.scopes import Manner, Matter
from loopbaankrediet.recovery.actions.repaying import propose_plan, propose_repayment
from loopbaankrediet.recovery.models import RepaymentPlan
from loopbaankrediet.uploads.actions import take_upload
from loopbaankrediet.uploads.models import UploadPurpose
from loopbaankrediet.vouchers.models import VoucherContest, VoucherFile
from loopbaankrediet.web.permissions import UNREGISTERED
from tests.lab_results import standard
from tests.people.mandating import called, offered
from tests.recovery.recovering import Case
from tests.registering import refused, registration_examples
from tests.story import Story
from tests.uploads.papers import png

PART = re.compile(r"<(?:\w+:)?(\w+)>")
VOUCHER = "LC2025-020954"
ACCOUNT = "BE66 1030 1234 5643"


@dataclass(frozen=True)
class Everything:
    """The values by the name of the part of an address.

    `of` gives other ones for an address that needs them, `of_roles` for who has something of her own.
    """

    story: Story
    track: Track
    values: dict[str, Any]
    of: dict[str, dict[str, Any]]
    of_roles: dict[str, dict[str, Any]]

    def opens(self, address: str, role: str = "") -> str:
        """The address with an example for each of its parts; the test fails when a part has none."""
        known = self.values | self.of.get(address, {}) | self.of_roles.get(role, {})
        missing = [name for name in PART.findall(address) if name not in known]
        if missing:
            pytest.fail(f"{address} has no example for {', '.join(missing)}; add it to tests/everything.py")
        return PART.sub(lambda part: str(known[part.group(1)]), address)


def everything(story: Story) -> Everything:
    """Takes some seconds."""
    for name in ("an", "bart", "fatima", "hanne"):
        story.apply(name)
    track = story.sign("an", "dirk")
    values = without_clash(
        _money(story, track),
        _hours(story, track),
        _papers(story),
        _closing(story, track),
        _doubts(story, track),
        _written(story),
        {"track_id": track.id, "work_id": story.unpaid("dirk", track).id},
        {"counsellor_id": story.counsellor("dirk").id, "token": "sleutel", "answer": "ja"},
        _officers(story),
        {"year": 2027, "starts_on": "2027-04-01", "kind": "voornemen", "fact": "schooling"},
        registration_examples(story, "dirk"),
    )
    granted = {"case_id": values.pop("granted_case")}
    of_roles = {
        UNREGISTERED: {"case_id": refused(story).id},
        f"officer:{Role.REGISTRAR}": {"work_kind": "bezwaar", "subject_id": values["objection_id"]},
        f"officer:{Role.PAYMENTS_OFFICER}": {"work_kind": "rekening", "subject_id": values["change_id"]},
    }
    of = without_clash(_helped(story), _of_others(story, track), _of_addresses(story, track, granted))
    return Everything(story, track, values, of, of_roles)


def without_clash(*parts: dict[str, Any]) -> dict[str, Any]:
    """All of them as one; the test fails when two give an example for the same part or address."""
    found: dict[str, Any] = {}
    for part in parts:
        if twice := found.keys() & part.keys():
            pytest.fail(f"two examples for {', '.join(sorted(twice))}; put one of them under its address, in `of`")
        found |= part
    return found


def _of_addresses(story: Story, track: Track, granted: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Where the example of another address under the same name would open nothing."""
    number = Claim.objects.earliest("number").number
    line = Entry.objects.filter(person_id=track.person_id).latest("id").id
    return {
        "/begeleider/klant/<uuid:track_id>/document/<slug:kind>/": {"kind": "stappenplan"},
        "/waar-kunnen-we-helpen/<slug:place>/": {"place": "werk"},
        "/medewerker/codes/<uuid:question_id>/": {"question_id": _raised(story)},
        "/mijn/inzage/<int:line_id>/vraag/": {"line_id": line},
        "/medewerker/betalingen/vrijgeven/<int:number>/": {"number": number},
        "/medewerker/betalingen/toch-betaald/<int:number>/": {"number": number},
        "/begeleider/registratie/<uuid:case_id>/brief/": granted,
        "/medewerker/registraties/<uuid:case_id>/brief/": granted,
        "/mijn/loopbaancheques/<str:number>/": {"number": VOUCHER},
        "/mijn/loopbaancheques/<str:number>/terugnemen/": {"number": VOUCHER},
        "/medewerker/loopbaancheques/bestanden/<uuid:file_id>/": {"file_id": VoucherFile.objects.get().id},
    }


def _written(story: Story) -> dict[str, Any]:
    """Bart handed in a proof, and waits for a letter about his application."""
    bart = Application.objects.get(person=story.person("bart"))
    paper = hand_in_proof(application_id=bart.id, name="attest.png", source=BytesIO(png()), **story.act("bart"))
    send_waiting(clock=story.clock)
    return {"proof_id": paper.id, "message_id": Message.objects.get(about_id=bart.id).id}


def _money(story: Story, track: Track) -> dict[str, Any]:
    """The first module, paid twice over: an own share, a payment, a recovery with all that can follow."""
    story.deliver("an", "dirk", track)
    paid = Paid(2_000, story.clock.today(), Way.CASH, Payer.CITIZEN)
    note_payment(track_id=track.id, number=1, paid=paid, **story.act("dirk"))
    case = Case(story)
    batch = case.pay()
    recovery = case.owed()
    line = case.incoming(8_390)
    plan = propose_plan(
        recovery_id=recovery.id,
        instalments=[(story.clock.today(), recovery.cents + recovery.interest_cents)],
        **story.act("dirk"),
    )
    repayment = propose_repayment(recovery_id=recovery.id, unmatched_id=line.id, **story.act("petra"))
    other = case.incoming(1_000, "OTHER")
    return {
        "batch_id": batch.id,
        "recovery_id": recovery.id,
        "plan_id": RepaymentPlan.objects.get(id=plan.id).id,
        "repayment_id": repayment.id,
        "line_id": other.id,
        "entry_id": ContributionEntry.objects.get().id,
        "act_key": Entry.objects.get(verb="confirm_module").act_key,
        "code": f"wallet:{track.wallet_id}",
    }


def _hours(story: Story, track: Track) -> dict[str, Any]:
    """The second module is disputed, the third waits for her answer, and she says that more was asked."""
    second = story.module(track, 2)
    story.talk("dirk", second.id)
    story.report("dirk", second.id)
    dispute_hours(module_id=second.id, given_minutes=60, why="Het was een uur.", **story.act("an"))
    asked = Asked(4_000, WhatFor.TEST, "Contant")
    report = report_surcharge(track_id=track.id, asked=asked, **story.act("an"))
    look_at_report(report_id=report.id, **story.act("omar"))
    return {
        "module_id": second.id,
        "number": 2,
        "report_id": report.id,
        "notice_id": _notice(story, story.module(track, 3)),
        "conversation_id": Conversation.objects.filter(module=second).latest("logged_at").id,
        "application_id": Application.objects.get(person=story.person("an")).id,
    }


def _officers(story: Story) -> dict[str, Any]:
    """What officers do around decisions: a question to Bart, work, a letter, a second look, an incident that runs."""
    bart = Application.objects.get(person=story.person("bart"))
    asked = ask_applicant(application_id=bart.id, fact="schooling", question="Welk diploma?", **story.act("omar"))
    texts: dict[str, Any] = {"opening": "Dag {naam}", "closing": "Tot dan.", "why": "Korter"}
    text = write_template(letter=Letter.REFUSAL, from_on=story.clock.today(), **texts, **story.act("omar"))
    look = start_redecision(selection=Selection(kind="grant"), again=Again.LAW, why="Proef", **story.act("omar"))
    file = AlikeFile.objects.create(
        redecision=look, application=bart, outcome_before="refusal", minutes_before=0, decided_at=None
    )
    told: dict[str, Any] = {"told": "Even niet.", "why": "Proef"}
    incident = stop(stops=Stops.COUNSELLOR_SIGN_IN, **told, **story.act("rita"))
    return {
        "clarification_id": asked.id,
        "template_id": text.id,
        "redecision_id": look.id,
        "file_id": file.id,
        "incident_id": incident.id,
        "work_kind": "intrekking",
        "approve": "nee",
        "agree": "nee",
        "step": "stoppen",
        **_lab(story),
    }


def _lab(story: Story) -> dict[str, Any]:
    """The standard scenarios, computed."""
    run = standard(story)
    return {"run_id": run.id, "key": run.key, "pack_kind": "pdf"}


def _closing(story: Story, track: Track) -> dict[str, Any]:
    """A step plan with the last module, and a survey."""
    paper = hand_in_paper(track_id=track.id, paper=StepPlan("Ander werk", ("Bel VDAB",)), **story.act("dirk"))
    invite(track_id=track.id, wave=Wave.AFTER, by=SYSTEM, clock=story.clock)
    return {"paper_id": paper, "invitation_id": SurveyInvitation.objects.get().id}


def _notice(story: Story, third: GuidanceModule) -> UUID:
    story.talk("dirk", third.id)
    story.report("dirk", third.id)
    story.pass_days(15)
    take_step(module_id=third.id, by=SYSTEM, clock=story.clock)
    return Notice.objects.filter(module=third).latest("shown_at").id


def _of_others(story: Story, track: Track) -> dict[str, dict[str, Any]]:
    """An's own message and paper, and a message to Dirk."""
    about = Subject("application", track.id, track.person_id)
    for name in ("an", "dirk"):
        template = "decision_granted" if name == "an" else "payment_sent"
        send(template, to=story.person(name).id, about=about, clock=story.clock, key=uuid4())
    an = Message.objects.filter(person=story.person("an"), template="decision_granted").latest("sent_at").id
    dirk = Message.objects.filter(person=story.person("dirk"), template="payment_sent").latest("sent_at").id
    owner = story.person("an").id
    values: dict[str, Any] = {
        "owner_id": owner,
        "purpose": UploadPurpose.APPLICATION,
        "about_id": uuid4(),
        "name": "attest.png",
    }
    paper = take_upload(**values, source=BytesIO(png(5, 5)), **story.act("an"))
    return {
        "/mijn/berichten/<uuid:message_id>/": {"message_id": an},
        "/begeleider/berichten/<uuid:message_id>/": {"message_id": dirk},
        "/mijn/papieren/<uuid:proof_id>/": {"proof_id": paper.id},
        "/mijn/papieren/<uuid:proof_id>/wegnemen/": {"proof_id": paper.id},
    }


def _doubts(story: Story, track: Track) -> dict[str, Any]:
    """What is doubted: her credit, a declaration of her counsellor, a look, and a code that nobody used."""
    why: dict[str, Any] = {"ground": "source", "minutes": 60, "reasons": "De bron verbeterde een gegeven."}
    application = Application.objects.get(person=track.person)
    revocation = open_revocation(application_id=application.id, **why, **story.act("omar"))
    objection = object_to_declaration(track_id=track.id, text="Ze is mijn nicht.", **story.act("an"))
    story.code("an", "els")
    return {
        "revocation_id": revocation.id,
        "subject_id": revocation.id,
        "objection_id": objection.id,
        "erasure_id": _erasure(story),
        "question_id": _asked(story),
        "code_id": AccessCode.objects.latest("made_at").id,
        **_asked_herself(story, application),
    }


def _asked_herself(story: Story, application: Application) -> dict[str, Any]:
    """An does not agree with her grant, will speak with the desk, and asked to be told of a day."""
    granted = Decision.objects.filter(application=application).earliest("id")
    first = offered_moments(story.clock.today())[0]
    talk = book_appointment(
        person_id=application.person_id, way="visit", held_on=first.held_on, starts=first.starts, **story.act("an")
    )
    later, now = story.clock.today() + timedelta(days=90), story.clock.now()
    wish = Wish.objects.create(
        person_id=application.person_id, due_on=later, wished_on=story.clock.today(), wished_at=now
    )
    return {
        "decision_id": granted.id,
        "disagreement_id": contest_decision(decision_id=granted.id, words="Te weinig.", **story.act("an")).id,
        "appointment_id": talk.id,
        "wish_id": wish.id,
    }


def _erasure(story: Story) -> UUID:
    """Omar proposes to erase Zoë."""
    return propose_erasure(person_id=story.person("zoe").id, dossier="AVG-2027/1", **story.act("omar")).id


def _asked(story: Story) -> UUID:
    """Bart asks why Omar looked."""
    bart = story.person("bart").id
    look = Look("open_application", Subject("application", bart, bart), "applications", "LK 1")
    record_looks([look], by=story.actor("omar"), clock=story.clock)
    line = Entry.objects.filter(person_id=bart, verb="open_application").latest("id").id
    return ask_about_look(entry_id=line, person_id=bart, words="Waarom?", **story.act("bart")).id


def _raised(story: Story) -> UUID:
    """Els entered many wrong codes."""
    return raise_question(story.counsellor("els").id, "counsellor_codes", clock=story.clock).id


def _helped(story: Story) -> dict[str, dict[str, Any]]:
    """An gave Mia power of attorney and helps Bart; Fatima waits for a letter, and a judge decided for Hanne."""
    given, _ = offered(story)
    helps = take_up_mandate(
        code=offered(story, citizen="bart", helper=HelperName("An", "Peeters"))[1], **story.act("an")
    )
    fatima, hanne, mia = (story.person(name).id for name in ("fatima", "hanne", "mia"))
    today = story.clock.today()
    by_letter = offer_mandate(
        person_id=fatima, helper=HelperName("Mia", "De Smet"), ticked=[], by_letter=True, **story.act("fatima")
    )
    judgment = Judgment("Vredegerecht Mechelen", "27A123", today, today, None, frozenset(Matter), Manner.IN_HER_PLACE)
    judged = enter_judgment(person_id=hanne, helper_id=mia, judgment=judgment, **story.act("omar"))
    letter = {"mandate_id": by_letter.id}
    return {
        "/mijn/helpers/<uuid:mandate_id>/": {"mandate_id": given.id},
        "/mijn/helpers/<uuid:mandate_id>/brief/": {"mandate_id": given.id},
        "/mijn/helpers/<uuid:mandate_id>/stoppen/": {"mandate_id": given.id},
        "/mijn/ik-help/<uuid:mandate_id>/": {"mandate_id": helps.id},
        "/medewerker/loket/brief/<uuid:mandate_id>/": letter,
        "/medewerker/loket/brief/<uuid:mandate_id>/verstuurd/": letter,
        "/medewerker/bewindvoerders/<uuid:mandate_id>/bevestigen/": {"mandate_id": judged.id},
        "/medewerker/bewindvoerders/<uuid:mandate_id>/stoppen/": {"mandate_id": judged.id},
        "/medewerker/loket/<uuid:call_id>/afsluiten/": {"call_id": called(story, "chantal").id},
    }


def _papers(story: Story) -> dict[str, Any]:
    """What officers find on their lists."""
    petra, now, today = story.act("petra"), story.clock.now(), story.clock.today()
    order = RecoveredOrder.objects.create(message_id="LOST", sha256="", count=1, taken=0, recovered_at=now)
    LostPayment.objects.create(end_to_end_id="LK1-1", order=order, payee="Dirk", account_end="9772", cents=100)
    upload = UploadedFile.objects.create(
        name="camt.xml", packed=b"", sha256="x", bytes_long=0, uploaded_by=story.person("quinten"), uploaded_at=now
    )
    hanne = story.person("hanne").id
    contest_voucher(person_id=hanne, voucher_number=VOUCHER, what="Nooit gegaan", proof="", **story.act("hanne"))
    cost = enter_cost(year=2027, kind=CostKind.STAFF, cents=100, source="Nota", **petra)
    els = story.counsellor("els").id
    incoming = take_incoming(bank_reference="B1", ogm="", cents=100, booked_on=today, clock=story.clock)
    return {
        "end_to_end_id": "LK1-1",
        "upload_id": upload.id,
        "refused_id": RefusedFile.objects.create(name="x.xml", why="leeg", refused_at=now).id,
        "contest_id": VoucherContest.objects.get().id,
        "cost_id": cost.id,
        "hold_id": hold_payments(counsellor_id=els, reason="Onderzoek", **story.act("petra")).id,
        "change_id": ask_account_change(iban=ACCOUNT, **story.act("dirk")).id,
        "incoming_id": incoming.id,
    }
