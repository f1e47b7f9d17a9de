"""The yearly statement equals the ledger, the calculator its sources, and a mean never tells of one counsellor."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.models import Payer, Way
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.practice.burden import burden_of_all
from loopbaankrediet.practice.income import Practice, income_of, study_on
from loopbaankrediet.practice.models import BurdenChoice, BurdenMeasure
from loopbaankrediet.practice.yearly import year_of
from tests.recovery.recovering import Case
from tests.story import FIRST_DAY, Story
from tests.web.conftest import static_folder
from tests.web.visitor import Visitor, story_of_today

__all__ = ["static_folder"]
YEAR = "/begeleider/jaaroverzicht/2027/"
INCOME = "/wat-houdt-een-begeleider-over/"


@pytest.mark.django_db
def test_the_year_adds_up_to_what_the_ledger_moved_and_leaves_as_a_safe_file() -> None:
    story = story_of_today()
    story.apply("an")
    track = story.sign("an", "dirk")
    story.deliver("an", "dirk", track)
    note_payment(
        track_id=track.id, number=1, paid=Paid(2_000, story.clock.today(), Way.CASH, Payer.CITIZEN), **story.act("dirk")
    )
    Case(story).pay()
    story.pass_days(130)
    story.talk("dirk", story.module(track, 2).id, 90)
    story.talk("dirk", story.module(track, 2).id, 30)
    story.report("dirk", story.module(track, 2).id)
    story.confirm("an", story.module(track, 2).id)
    counsellor = story.counsellor("dirk")
    found = year_of(counsellor.id, 2027)

    ledger = balance(accounts.payable(counsellor.id))
    assert found.total.minutes == balance(accounts.minutes_delivered(counsellor.id)).received == 240
    assert found.total.public_cents == ledger.received == 2 * 16_780
    assert found.total.paid_cents == ledger.spent == 16_780
    assert [one.modules for one in found.quarters] == [1, 0, 1, 0]
    assert (found.quarters[0].received_cents, found.total.refunded_cents) == (2_000, 0)

    dirk = Visitor("dirk")
    assert dirk.status("/begeleider/jaaroverzicht/2031/") == 404
    assert dirk.status("/begeleider/jaaroverzicht/2026/") == 404
    assert counsellor.organisation is not None
    counsellor.organisation.name = '=HYPERLINK("x")'
    counsellor.organisation.save()
    assert "335,60 euro" in dirk.page(YEAR)
    text = dirk.client.get(f"{YEAR}bestand/").content.decode()
    assert "'=HYPERLINK" in text
    assert "Deel van de overheid, bevestigd;euro;167,80;0,00;167,80;0,00;335,60" in text


def test_an_hour_at_21_percent_leaves_90_euro_and_the_study_asks_for_more() -> None:
    liable = income_of(Practice(400, 950_000, 15, is_exempt=False), on=FIRST_DAY)
    exempt = income_of(Practice(400, 950_000, 15, is_exempt=True), on=FIRST_DAY)

    assert (liable.gross_cents, liable.vat_cents, liable.net_cents) == (4_356_000, 756_000, 3_600_000)
    assert (liable.left_cents, liable.worked_minutes) == (2_650_000, 30_000)
    assert (liable.net_per_worked_hour, liable.left_per_worked_hour) == (7_200, 5_300)
    assert (exempt.vat_cents, exempt.net_cents) == (0, 4_356_000)
    study = study_on(FIRST_DAY)
    assert (study.cents_per_hour, study.fee_cents, study.fee_permille) == (15_382, 9_000, 585)


def test_a_loss_is_rounded_as_far_down_as_a_gain_is_rounded_up() -> None:
    lost = income_of(Practice(1, 9_001, 60, is_exempt=False), on=FIRST_DAY)
    assert (lost.left_cents, lost.left_per_worked_hour) == (-1, -1)


@pytest.mark.django_db
def test_anybody_calculates_without_signing_in_and_reads_what_is_not_known() -> None:
    visitor = Client()
    start = visitor.get(INCOME, {"onbetaald": "37"}).content.decode()
    assert 'value="37"' in start
    assert "108,90 euro" in start
    html = visitor.get(INCOME, {"btw": "ja", "uren": "400", "onbetaald": "15", "kosten": "9.500"}).content.decode()
    assert "53,00 euro" in html
    assert "58,5 %" in html
    assert "Wat we niet weten" in html
    wrong = visitor.get(INCOME, {"btw": "ja", "uren": "0", "onbetaald": "-1", "kosten": "<b>"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;" in wrong.content.decode()


@pytest.mark.django_db
def test_a_mean_is_shown_from_ten_counsellors_on_and_forgets_who_stopped() -> None:
    story = Story()
    dirk, today = story.counsellor("dirk"), story.clock.today()
    story.apply("an")
    track: Track = story.sign("an", "dirk")
    module = story.module(track)
    everybody = [dirk, *(_copy(dirk, story, number) for number in range(9))]
    for number, one in enumerate(everybody):
        at = story.clock.now() + timedelta(seconds=number)
        BurdenChoice.objects.create(counsellor=one, takes_part=True, old_minutes=30, chosen_on=today, chosen_at=at)
        assert burden_of_all(on=today) is None
        BurdenMeasure.objects.create(
            counsellor=one, module=module, way="told", seconds=600, measured_on=today, measured_at=at
        )
    mean = burden_of_all(on=today)
    assert mean is not None
    assert (mean.counsellors, mean.minutes_per_module, mean.old_minutes) == (10, 10, 30)
    later = story.clock.now() + timedelta(days=1)
    BurdenChoice.objects.create(counsellor=dirk, takes_part=False, chosen_on=today, chosen_at=later)
    assert burden_of_all(on=today) is None


def _copy(counsellor: Counsellor, story: Story, number: int) -> Counsellor:
    person = story.person("an")
    person.pk, person.national_number_hash, person.history_hash = uuid4(), uuid4().bytes * 2, None
    person.save(force_insert=True)
    values = {field.attname: getattr(counsellor, field.attname) for field in Counsellor._meta.concrete_fields}
    values |= {"id": uuid4(), "person_id": person.id, "organisation_id": None, "legal_form": "natural_person"}
    return Counsellor.objects.create(**values | {"register_number": f"LB-2027-9{number:04d}"})
