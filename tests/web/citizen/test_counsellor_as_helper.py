"""A counsellor is never the hand of his own client: not by taking up a power of attorney, and not with an older one."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.errors import CounsellorAsHelper
from loopbaankrediet.guidance.models import Dispute, GuidanceModule
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.actors import Actor, Capacity, Scope
from loopbaankrediet.payments.models import Claim
from loopbaankrediet.people.mandates.actions.giving import HelperName, activate_mandate
from loopbaankrediet.people.mandates.codes import hash_of_code
from loopbaankrediet.people.mandates.models import Mandate
from loopbaankrediet.people.mandates.states import MandateState
from loopbaankrediet.platform.viewing import seen_by, show_code
from tests.people.mandating import offered
from tests.web.citizen.conftest import Story, story
from tests.web.visitor_session import signed_in_as

__all__ = ["story"]
pytestmark = pytest.mark.django_db
DIRK = HelperName("Dirk", "Claes")
REFUSED = str(CounsellorAsHelper())


def dirk_as_citizen(story: Story) -> Actor:
    return Actor(Capacity.CITIZEN, story.person("dirk"))


def browser_of_dirk(story: Story) -> Client:
    """Dirk signed in as a citizen, for himself."""
    story.clients["dirk"] = signed_in_as(dirk_as_citizen(story))
    return story.clients["dirk"]


def helped_by_dirk(story: Story) -> Mandate:
    """A power of attorney of before he became her counsellor, that nobody stopped."""
    _, code = offered(story.acts, Scope.SIGN, Scope.HOURS, helper=DIRK)
    by = {"by": dirk_as_citizen(story), "clock": story.clock, "key": UUID(int=77)}
    return activate_mandate(code=code, refuse=lambda person_id, helper_id: None, **by)  # type: ignore[arg-type]


def test_on_the_page_a_counsellor_cannot_take_up_the_power_of_attorney_of_his_client(story: Story) -> None:
    story.applied("an")
    story.opened("an", "dirk")
    _, code = offered(story.acts, Scope.SIGN, Scope.HOURS, helper=DIRK)
    browser_of_dirk(story)
    answer = story.post("dirk", "/mijn/ik-help/", code=code)
    assert (answer.status_code, REFUSED in answer.content.decode()) == (422, True)
    assert Mandate.objects.get().state == MandateState.OFFERED


def test_who_takes_up_a_power_of_attorney_locks_the_wallet_of_that_citizen_and_of_nobody_else(story: Story) -> None:
    for citizen in ("an", "fatima"):
        story.applied(citizen)
    _, code = offered(story.acts, helper=DIRK)
    with seen_by(dirk_as_citizen(story)), transaction.atomic():
        wallets = Wallet.objects.select_for_update()
        assert not wallets.exists()
        show_code([hash_of_code(code)])
        assert [wallet.person_id for wallet in wallets] == [story.person("an")]


def test_a_counsellor_without_this_client_takes_it_up_on_the_page(story: Story) -> None:
    story.applied("an")
    _, code = offered(story.acts, helper=DIRK)
    browser_of_dirk(story)
    assert story.post("dirk", "/mijn/ik-help/", code=code).status_code == 200
    assert Mandate.objects.get().state == MandateState.ACTIVE


@pytest.mark.parametrize(
    "answer", [("", {}), ("betwisten/", {"minutes": "60", "why": "Minder."})], ids=["confirm", "dispute"]
)
def test_a_counsellor_with_an_older_power_of_attorney_answers_nothing_about_his_own_hours(
    story: Story, answer: tuple[str, dict[str, str]], words: Callable[[str], str]
) -> None:
    story.applied("an")
    track = story.signed("an", "dirk")
    story.reported(track, "dirk")
    mandate = helped_by_dirk(story)
    browser_of_dirk(story)
    story.post("dirk", f"/mijn/ik-help/{mandate.id}/")
    page, typed = answer
    refused = story.post("dirk", f"/mijn/begeleiding/{track}/module/1/{page}", **typed)
    assert REFUSED in words(refused.content.decode())
    assert GuidanceModule.objects.latest("number").state == ModuleState.REPORTED
    assert (Claim.objects.exists(), Dispute.objects.exists()) == (False, False)
