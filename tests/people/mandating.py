"""What tests of mandates share: An gives Mia power of attorney, and Mia takes it up."""

import html
import re
from uuid import UUID, uuid4

from tests.story import Story

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.flows.mandates import take_up_mandate
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.actors import Actor, Representation, Scope
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.mandates.actions.desk import Caller, Recognised, open_call
from loopbaankrediet.people.mandates.actions.giving import HelperName, offer_mandate
from loopbaankrediet.people.mandates.models import Channel, Control, DeskCall, Mandate
from loopbaankrediet.people.mandates.queries import CODE
from loopbaankrediet.people.mandates.scopes import scopes_of

CONTROLS = (Control.NUMBER, Control.CALLED_BACK)


def offered(story: Story, *ticked: Scope, citizen: str = "an", helper: HelperName | None = None) -> tuple[Mandate, str]:
    """A power of attorney that waits, with its code."""
    person_id = story.person(citizen).id
    named = helper or HelperName("Mia", "De Smet")
    mandate = offer_mandate(
        person_id=person_id, helper=named, ticked=list(ticked), by_letter=False, **story.act(citizen)
    )
    return mandate, str(unseal_for(person_id, mandate.code_sealed or b"", context=CODE))


def helped(story: Story, *ticked: Scope, citizen: str = "an") -> tuple[Mandate, Actor]:
    """A power of attorney in use, and Mia as she acts with it."""
    _, code = offered(story, *ticked, citizen=citizen)
    mandate = take_up_mandate(code=code, **story.act("mia"))
    return mandate, acting(story, "mia", mandate)


def acting(story: Story, who: str, mandate: Mandate) -> Actor:
    kind = Representation(mandate.kind)
    actor = story.actor(who)
    return Actor(
        actor.capacity,
        actor.person_id,
        represents=mandate.person_id,
        representation=kind,
        mandate_id=mandate.id,
        scopes=scopes_of(kind, mandate.ticked),
    )


def caller(key: str, *, family_name: str = "") -> Caller:
    persona = BY_KEY[key]
    number = NationalNumber.parse(persona.national_number, allow_test=True)
    return Caller(number, persona.given_name, family_name or persona.family_name)


def called(story: Story, key: str = "an", act_key: UUID | None = None) -> DeskCall:
    """Desi at the desk, who acts for this caller."""
    act = story.act("desi") | {"key": act_key or uuid4()}
    how = Recognised(Channel.PHONE, CONTROLS)
    return open_call(caller=caller(key), how=how, reason="Wil aanvragen, heeft geen computer.", **act)


def words(page: str) -> str:
    """The whole page as people read it, with the frame that says for whom one acts."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\xad", "").split())
