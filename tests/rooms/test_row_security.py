"""The second wall: with every check of the application out of the way, the database still shows only one's own rows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, models, transaction
from psycopg.conninfo import make_conninfo
from tests.story import Story

from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.models import Contribution, Payer, Way
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.counsellors.models import Counsellor, Profile, SearchText
from loopbaankrediet.credit.models import Application, Decision, Wallet
from loopbaankrediet.guidance.models import AccessCode, Conversation, GuidanceModule, ProgressReport, Track
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM, Actor, Representation
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform.addresses import address, forget_viewer
from loopbaankrediet.platform.viewing import seen_by
from loopbaankrediet.vouchers.models import VoucherLine

pytestmark = pytest.mark.django_db
PEOPLE = {"people_person", "counsellors_counsellor", "guidance_track", "credit_wallet"}
NAMES_SOMEBODY = {"person_id", "person_key", "subject_id", "entry_id", "actor_id"}
OPEN: dict[str, str] = {
    "journal_subjectkey": "a wrapped key: opens nothing without the master key, and parties read each other's texts",
    "people_identity": "a number of the sign-in and whose it is: names nobody, and is read before anybody is signed in",
    "people_officerrole": "who is an officer stands under decisions, and is read before anybody is signed in",
    "budget_drawplace": "tickets are public; the application behind one is known to nobody but who reads applications",
    "budget_departmentcost": "names the officers who entered it; the cost itself is public",
    "payments_paymentbatch": "totals of an order and its officers; names nobody who is paid",
    "payments_paymentfile": "a counsellor's page asks when it left; its content is read by officers' pages only",
    "labruns_labrun": "names the officer who asked; made-up people only, and the standard ones are public",
    "office_incident": "what stands still is told to everybody; it names the officers who said so",
    "office_lettertemplate": "the text of a letter, which everybody gets; it names the officers who wrote it",
    "appointments_takenslot": "which moments of which officer are taken; by whom stands in another table",
    "payments_solvedrefusal": "names the officer who solved it; the file itself is not in it",
}
"""Tables with a column that names somebody, shown whole, and why that is."""


@pytest.fixture(name="story")
def story_() -> Story:
    """An with Dirk and Fatima with Els: each with a confirmed module, a report, a claim and an own share."""
    story = Story()
    for citizen, counsellor in (("an", "dirk"), ("fatima", "els")):
        story.apply(citizen)
        track = story.sign(citizen, counsellor, modules=1)
        paid = Paid(1_000, story.clock.today(), Way.CASH, Payer.CITIZEN)
        note_payment(track_id=track.id, number=1, paid=paid, **story.act(counsellor))
        story.deliver(citizen, counsellor, track)
    return story


def protected_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        return {name for (name,) in cursor.fetchall()}


def protected_models() -> Iterator[type[models.Model]]:
    tables = protected_tables()
    return (model for model in apps.get_models() if model._meta.db_table in tables)


def shown(model: type[models.Model], actor: Actor | None) -> set[Any]:
    with seen_by(actor):
        return set(model._default_manager.order_by("pk").values_list("pk", flat=True))


def names_somebody(model: type[models.Model], personal: set[str]) -> bool:
    fields = model._meta.concrete_fields
    points = any(field.related_model and field.related_model._meta.db_table in personal for field in fields)
    return points or any(field.column in NAMES_SOMEBODY for field in fields)


def test_every_table_that_names_somebody_is_protected_or_says_why_not() -> None:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    personal: set[str] = set(PEOPLE)
    while found := {
        name for name, model in tables.items() if name not in personal | set(OPEN) and names_somebody(model, personal)
    }:
        personal |= found
    assert personal - protected_tables() == set(), "protect it (platform.row_rules) or say in OPEN why not"
    assert not set(OPEN) & protected_tables()
    assert set(OPEN) <= set(tables)


def test_a_counsellor_sees_only_what_is_of_her_own_clients(story: Story) -> None:
    dirk = story.actor("dirk")
    with seen_by(dirk):
        assert set(Track.objects.values_list("counsellor_id", flat=True)) == {dirk.counsellor_id}
        assert {track.person.given_name for track in Track.objects.select_related("person")} == {"An"}
        assert set(Claim.objects.values_list("counsellor_id", flat=True)) == {dirk.counsellor_id}
        assert set(Contribution.objects.values_list("counsellor_id", flat=True)) == {dirk.counsellor_id}
        assert (GuidanceModule.objects.count(), Wallet.objects.count(), ProgressReport.objects.count()) == (1, 1, 1)
        for model in (Application, Decision, AccessCode, VoucherLine):
            assert model._default_manager.count() == 0
        assert not Person.objects.filter(given_name__in=["Fatima", "Bart", "Zoë"]).exists()


@pytest.mark.parametrize(("one", "other"), [("an", "fatima"), ("dirk", "els"), ("an", "els"), ("dirk", "fatima")])
def test_no_row_is_shown_to_two_people_who_have_nothing_together(one: str, other: str, story: Story) -> None:
    for model in protected_models():
        if model in (Person, Counsellor, Profile, SearchText):
            continue
        both = shown(model, story.actor(one)) & shown(model, story.actor(other))
        assert not both, model._meta.db_table


def test_a_citizen_sees_herself_and_who_has_a_public_task(story: Story) -> None:
    with seen_by(story.actor("an")):
        found = {person.given_name for person in Person.objects.order_by("id")}
    assert {"An", "Dirk", "Els", "Omar"} <= found
    assert not {"Fatima", "Bart", "Chantal", "Noor"} & found


def test_who_says_nothing_sees_only_the_public_register(story: Story) -> None:
    for model in protected_models():
        rows = shown(model, None)
        assert bool(rows) == (model in (Person, Counsellor, SearchText)), model._meta.db_table


def test_who_represents_a_citizen_sees_her_rows_and_not_his_own(story: Story) -> None:
    helper, an = story.actor("fatima"), story.actor("an")
    acting = replace(helper, represents=an.person_id, representation=Representation.HELPER, mandate_id=uuid4())
    with seen_by(acting):
        assert set(Track.objects.values_list("person_id", flat=True)) == {an.person_id}
        assert set(Application.objects.values_list("person_id", flat=True)) == {an.person_id}


def test_officers_and_the_system_see_every_row(story: Story) -> None:
    for model in (Track, Claim, Application, Entry):
        assert shown(model, story.actor("omar")) == shown(model, SYSTEM) != set()


def test_what_is_of_others_is_not_written_either(story: Story) -> None:
    module = GuidanceModule.objects.get(track__counsellor=story.counsellor("els"))
    now, today = story.clock.now(), story.clock.today()
    talk = Conversation(module=module, held_on=today, minutes=60, mode="online", logged_at=now)
    with seen_by(story.actor("dirk")):
        assert Track.objects.filter(id=module.track_id).update(intake_minutes=1) == 0
        assert Claim.objects.filter(module=module).update(state="paid") == 0
        assert refused(talk.save)


def test_nobody_makes_somebody_his_client_without_her_code(story: Story) -> None:
    wallet, dirk = Wallet.objects.get(person=story.person("fatima")), story.actor("dirk")
    now, today = story.clock.now(), story.clock.today()
    own = story.counsellor("dirk")
    track = Track(person_id=wallet.person_id, wallet=wallet, counsellor=own, opened_on=today, opened_at=now)
    with seen_by(dirk):
        assert refused(lambda: track.save(force_insert=True))
        assert refused(lambda: Track.objects.update(person_id=wallet.person_id))


def test_a_locked_wallet_of_a_client_is_not_changed_by_her_counsellor(story: Story) -> None:
    with seen_by(story.actor("dirk")):
        wallet = Wallet.objects.select_for_update().get()
        assert refused(lambda: Wallet.objects.filter(id=wallet.id).update(schooling="low"))


def refused(write: Any) -> bool:
    try:
        with transaction.atomic():
            write()
    except (ProgrammingError, DatabaseError):
        return True
    return False


def test_what_was_said_ends_with_the_request(story: Story) -> None:
    with seen_by(story.actor("dirk")):
        pass
    assert shown(Track, SYSTEM) == set(Track.objects.values_list("pk", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic(), seen_by(story.actor("dirk")):
        Track.objects.raw("SELECT nothing")[0]
    assert Track.objects.count() == 2


def test_a_connection_that_goes_back_to_the_pool_is_nobodys() -> None:
    name = connection.settings_dict["NAME"]
    with psycopg.connect(make_conninfo("", **address("app") | {"dbname": name})) as raw:
        for setting, value in (("capacity", "system"), ("person", str(uuid4())), ("code", "ab")):
            raw.execute("SELECT set_config(%s, %s, false)", [f"loopbaankrediet.{setting}", value])
        raw.commit()
        forget_viewer(raw)
        for setting in ("capacity", "person", "counsellor", "represents", "code"):
            row = raw.execute("SELECT current_setting(%s, true)", [f"loopbaankrediet.{setting}"]).fetchone()
            assert row is not None
            assert not row[0], setting
