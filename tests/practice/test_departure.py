"""A counsellor leaves: no new client, every client told and asked, hours kept, out of the register at the end."""

from datetime import timedelta
from uuid import uuid4

import pytest

from loopbaankrediet.counsellors.models import RegistrationState
from loopbaankrediet.flows.end_counsellor import announce_end, close_departure, withdraw_end
from loopbaankrediet.guidance.actions.codes import make_code, open_with_code
from loopbaankrediet.guidance.actions.departing import choose_after, settle_client, tell_client
from loopbaankrediet.guidance.departure_models import AfterChoice, Departure, Handover, HowTold
from loopbaankrediet.guidance.departures import running_departure
from loopbaankrediet.guidance.errors import (
    AlreadyLeaving,
    ClientsNotHandedOver,
    CounsellorLeaves,
    EndNotReached,
    EndTooEarly,
)
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from tests.story import Story
from tests.web.conftest import static_folder
from tests.web.visitor import Visitor, story_of_today

__all__ = ["static_folder"]
pytestmark = pytest.mark.django_db
HERE = "/begeleider/stoppen/"


@pytest.fixture(name="story")
def story_() -> Story:
    story = story_of_today()
    for name in ("an", "fatima"):
        story.apply(name)
    return story


def handover(track: Track) -> Handover:
    return Handover.objects.get(track=track)


def test_she_stops_and_every_client_keeps_her_hours_until_the_register_closes(story: Story) -> None:
    running, waiting = story.sign("an", "dirk"), story.propose("fatima", "dirk", modules=1)
    story.talk("dirk", story.module(running).id, 60)
    dirk, rita, an = Visitor("dirk"), Visitor("rita"), Visitor("an")
    last = story.clock.today() + timedelta(days=30)
    _, html = dirk.press(HERE, ends_on=f"{last:%d/%m/%Y}")
    assert "Nog over te dragen: 2 van de 2." in html
    assert "Vertel An Peeters dat je stopt" in dirk.page("/begeleider/")
    counsellor_id = story.counsellor("dirk").id
    with pytest.raises(CounsellorLeaves):
        make_code(person_id=story.person("an").id, counsellor_id=counsellor_id, renew=True, **story.act("an"))
    with pytest.raises(CounsellorLeaves):
        open_with_code(code="AAAAAAAA", **story.act("dirk"))

    assert "Dirk Claes stopt op" in an.page("/mijn/")
    page = f"/mijn/begeleiding/{running.id}/verder/"
    _, html = an.press(page, choice="other")
    assert "Je keuze is bewaard." in html
    for step in ("tell", "settle"):
        dirk.send(HERE, {"step": step, "handover": str(handover(waiting).id), "how": "phone", "act_key": str(uuid4())})
    dirk.send(HERE, {"step": "settle", "handover": str(handover(running).id), "act_key": str(uuid4())})
    html = dirk.page(HERE)
    assert "De begeleider schrijft nog het verslag" in html
    assert "Nog over te dragen: 1 van de 2." in html

    departure = Departure.objects.get()
    with pytest.raises(EndNotReached):
        close_departure(departure_id=departure.id, **story.act("rita"))
    story.pass_days(30)
    with pytest.raises(ClientsNotHandedOver):
        close_departure(departure_id=departure.id, **story.act("rita"))
    story.report("dirk", story.module(running).id)
    story.confirm("an", story.module(running).id)
    assert story.balance("an").available == 300
    assert story.balance("fatima").available == 120
    close_departure(departure_id=departure.id, **story.act("rita"))
    assert story.counsellor("dirk").state == RegistrationState.DEREGISTERED
    assert rita.status(f"/medewerker/register/{counsellor_id}/stoppen/") == 200


def test_the_registrar_ends_it_and_settles_for_who_does_nothing(story: Story) -> None:
    track = story.sign("an", "dirk")
    counsellor_id, today = story.counsellor("dirk").id, story.clock.today()
    here = f"/medewerker/register/{counsellor_id}/stoppen/"
    rita = Visitor("rita")
    _, html = rita.press(here, ends_on=f"{today:%d/%m/%Y}")
    assert "Wij melden het einde op" in html
    departure = Departure.objects.get()
    with pytest.raises(NotAllowed):
        withdraw_end(departure_id=departure.id, **story.act("dirk"))
    for step in ("tell", "settle"):
        rita.send(here, {"step": step, "handover": str(handover(track).id), "how": "letter", "act_key": str(uuid4())})

    track.refresh_from_db()
    assert (track.state, track.stopped_by) == ("ended", Capacity.COUNSELLOR)
    assert story.balance("an").available == 360
    _, html = rita.send(here, {"step": "close", "act_key": str(uuid4())})
    assert "staat niet meer in het register" in html
    assert running_departure(counsellor_id) is None


def test_who_changes_her_mind_takes_clients_again(story: Story) -> None:
    counsellor_id, today = story.counsellor("dirk").id, story.clock.today()
    with pytest.raises(EndTooEarly):
        announce_end(counsellor_id=counsellor_id, ends_on=today - timedelta(days=1), **story.act("dirk"))
    departure = announce_end(counsellor_id=counsellor_id, ends_on=today, **story.act("dirk"))
    with pytest.raises(AlreadyLeaving):
        announce_end(counsellor_id=counsellor_id, ends_on=today, **story.act("rita"))
    withdraw_end(departure_id=departure.id, **story.act("dirk"))
    with pytest.raises(WrongState):
        withdraw_end(departure_id=departure.id, **story.act("dirk"))
    assert story.open("an", "dirk").state == "opened"


def test_nobody_speaks_for_the_client_of_another(story: Story) -> None:
    track = story.sign("an", "dirk")
    announce_end(counsellor_id=story.counsellor("dirk").id, ends_on=story.clock.today(), **story.act("dirk"))
    mine = handover(track).id

    for who in ("els", "fatima", "omar"):
        with pytest.raises(NotFound):
            tell_client(handover_id=mine, how=HowTold.PHONE, **story.act(who))
        with pytest.raises(NotFound):
            settle_client(handover_id=mine, **story.act(who))
    for who in ("fatima", "dirk", "rita"):
        with pytest.raises(NotFound):
            choose_after(handover_id=mine, choice=AfterChoice.STOP, **story.act(who))
    assert Visitor("fatima").status(f"/mijn/begeleiding/{track.id}/verder/") == 404
