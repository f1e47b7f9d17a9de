"""The text blocks of letters, as versions: written by one officer, approved by another, in force from a day on.

A letter of a day carries the version that was in force and approved when it was decided: nothing is kept with each
letter, and a later version never changes an older one. Version 0 is the text that the platform came with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.office.errors import (
    PlaceholderUnknown,
    TemplateDayPassed,
    TemplateNeedsAnother,
    TemplateTextMissing,
)
from loopbaankrediet.office.models import Letter, LetterTemplate
from loopbaankrediet.office.states import TEMPLATE_TABLE, TemplateState
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.platform.rows import Rows

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
KNOWN = ("naam", "dossiernummer", "aanvraagdag", "uren", "antwoorddag")
FIRST: dict[str, tuple[str, str]] = {
    Letter.INTENTION: (
        "Dag {naam}, we denken dat je nu geen recht hebt op loopbaanbegeleiding. Er is nog niets beslist. "
        "Antwoord ten laatste op {antwoorddag} als je het niet eens bent.",
        "Heb je een bewijs? Stuur het met je dossiernummer {dossiernummer}. Bellen mag ook.",
    ),
    Letter.REFUSAL: (
        "Dag {naam}, je aanvraag van {aanvraagdag} is geweigerd. Hieronder lees je waarom, en wat je kan doen.",
        "Heb je vragen over deze brief? Bel ons en noem je dossiernummer {dossiernummer}.",
    ),
    Letter.GRANT: (
        "Dag {naam}, je krijgt {uren} loopbaanbegeleiding. Je kiest zelf wie je begeleidt.",
        "Bewaar deze brief. Je dossiernummer is {dossiernummer}.",
    ),
}


@dataclass(frozen=True)
class TemplateView:
    """One version; `made_by` is empty for the text that the platform came with."""

    id: UUID | None
    letter: str
    version: int
    state: str
    opening: str
    closing: str
    why: str
    from_on: date | None
    made_on: date | None
    made_by: str
    made_by_id: UUID | None
    decided_on: date | None
    decided_by: str


@transaction.atomic
def write_template(
    *, letter: Letter, opening: str, closing: str, why: str, from_on: date, by: Actor, clock: Clock, key: UUID
) -> LetterTemplate:
    """A new version, as a draft. PlaceholderUnknown for a name between braces that no letter fills in."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    earlier = done_before(key, by=by, about=("write_template", letter, opening, closing, why, from_on))
    if earlier is not None:
        return LetterTemplate.objects.get(id=earlier)
    _check_text(opening, closing, why)
    if from_on < clock.today():
        raise TemplateDayPassed
    list(LetterTemplate.objects.select_for_update().filter(letter=letter).order_by("version"))
    latest = LetterTemplate.objects.filter(letter=letter).aggregate(latest=Max("version"))["latest"] or 0
    template = LetterTemplate(
        letter=letter,
        version=latest + 1,
        opening=opening.strip(),
        closing=closing.strip(),
        why=why.strip(),
        from_on=from_on,
        made_on=clock.today(),
        made_at=clock.now(),
        made_by_id=officer_id,
    )
    rows = Rows()
    rows.insert(template)
    record_act("write_template", Subject("template", template.id), key=key, by=by, clock=clock, rows=rows)
    return template


@transaction.atomic
def decide_template(*, template_id: UUID, approve: bool, by: Actor, clock: Clock, key: UUID) -> LetterTemplate:
    """A colleague approves a version before its day, or anybody drops the draft."""
    officer_id = check_has_role(by, Role.CASE_OFFICER)
    done = done_before(key, by=by, about=("decide_template", template_id, approve))
    template = LetterTemplate.objects.select_for_update().filter(id=template_id).first()
    if template is None:
        raise NotFound
    if done:
        return template
    template.state = TEMPLATE_TABLE.after(template.state, "approve" if approve else "discard")
    if approve and template.made_by_id == officer_id:
        raise TemplateNeedsAnother
    if approve and template.from_on < clock.today():
        raise TemplateDayPassed
    template.decided_on, template.decided_at, template.decided_by_id = clock.today(), clock.now(), officer_id
    rows, verb = Rows(), "approve_template" if approve else "discard_template"
    rows.update(template, "state", "decided_on", "decided_at", "decided_by")
    record_act(verb, Subject("template", template.id), key=key, by=by, clock=clock, rows=rows)
    return template


def template_for(letter: Letter, *, on: date, at: datetime) -> TemplateView:
    """The version of a letter that was decided on this day at this moment."""
    rows = LetterTemplate.objects.filter(letter=letter, state=TemplateState.APPROVED, from_on__lte=on)
    found = rows.filter(decided_at__lte=at).select_related("made_by", "decided_by").order_by("-from_on", "-version")
    row = found.first()
    return _view(row) if row else _first(letter)


def templates() -> tuple[TemplateView, ...]:
    """Every version of every letter, the newest first; the text that the platform came with is the last of each."""
    rows = list(LetterTemplate.objects.select_related("made_by", "decided_by").order_by("-version"))
    return tuple(
        view for letter in Letter for view in (*(_view(row) for row in rows if row.letter == letter), _first(letter))
    )


def template(template_id: UUID) -> TemplateView:
    """NotFound when there is none."""
    row = LetterTemplate.objects.filter(id=template_id).select_related("made_by", "decided_by").first()
    if row is None:
        raise NotFound
    return _view(row)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the names between braces filled in; plain text, to be escaped by the page."""
    return PLACEHOLDER.sub(lambda name: values.get(name.group(1), ""), text)


def _check_text(opening: str, closing: str, why: str) -> None:
    if not all(text.strip() for text in (opening, closing, why)):
        raise TemplateTextMissing
    for name in PLACEHOLDER.findall(opening + closing):
        if name not in KNOWN:
            raise PlaceholderUnknown(name=f"{{{name}}}", known=", ".join(f"{{{one}}}" for one in KNOWN))


def _first(letter: Letter) -> TemplateView:
    opening, closing = FIRST[letter]
    return TemplateView(None, letter, 0, TemplateState.APPROVED, opening, closing, "", None, None, "", None, None, "")


def _view(row: LetterTemplate) -> TemplateView:
    return TemplateView(
        row.id,
        row.letter,
        row.version,
        row.state,
        row.opening,
        row.closing,
        row.why,
        row.from_on,
        row.made_on,
        row.made_by.full_name,
        row.made_by_id,
        row.decided_on,
        row.decided_by.full_name if row.decided_by else "",
    )
