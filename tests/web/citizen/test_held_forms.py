"""What waits for a proof was filled in for one citizen: it is never sent for another."""

import pytest
from django.test import Client

from loopbaankrediet.guidance.models import AccessCode
from loopbaankrediet.people.mandates.models import Mandate
from tests.people.mandating import helped
from tests.web.citizen.conftest import Story, story
from tests.web.visitor_session import signed_in

__all__ = ["story"]
pytestmark = pytest.mark.django_db


def held_for_an(story: Story) -> tuple[Client, str]:
    """Mia, who acts for An, asked for a code; the page where it waits for her proof."""
    story.applied("an")
    mandate, _ = helped(story.acts, citizen="an")
    story.clients["mia"] = signed_in("mia", stepped_up=False)
    story.post("mia", f"/mijn/ik-help/{mandate.id}/")
    answer = story.browser("mia").post(
        f"/mijn/begeleider/{story.counsellor('dirk')}/code/", {"act_key": str(mandate.id)}
    )
    return story.browser("mia"), answer["Location"]


def test_a_form_that_waits_for_an_is_not_there_any_more_when_mia_acts_for_bart(story: Story) -> None:
    for_bart, _ = helped(story.acts, citizen="bart")
    mia, page = held_for_an(story)
    assert mia.get(page).status_code == 200
    mia.post(f"/mijn/ik-help/{for_bart.id}/")
    assert mia.get(page).status_code == 422
    assert not AccessCode.objects.exists()


def test_it_is_not_there_any_more_when_she_acts_for_herself_again(story: Story) -> None:
    mia, page = held_for_an(story)
    mia.post("/mijn/ik-help/klaar/")
    assert mia.get(page).status_code == 422


def test_an_unfinished_proof_for_an_is_not_finished_for_bart(story: Story) -> None:
    mia, _ = held_for_an(story)
    session = mia.session
    session["sign_ins"] = {"of-an": {}}
    session.save()
    mia.post(f"/mijn/ik-help/{Mandate.objects.get().id}/")
    assert "sign_ins" not in mia.session
