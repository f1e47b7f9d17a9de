"""Who had vouchers keeps them when the key that finds national numbers is renewed: nobody gets hours twice by it."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from loopbaankrediet.credit.models import Application, ApplicationState
from loopbaankrediet.flows.rotate_keys import move_rows, take_new_key
from loopbaankrediet.platform.rings import Purpose
from tests.secrets_folder import copied_secrets
from tests.story import Story
from tests.web.visitor_session import signed_in


@pytest.fixture
def story(committed_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    copied_secrets(tmp_path, monkeypatch)
    return Story()


def test_after_the_numbers_were_rotated_her_vouchers_still_count_on_her_own_pages(story: Story) -> None:
    take_new_key(Purpose.NUMBERS)
    assert sum(move_rows(Purpose.NUMBERS)) > 0
    hanne = signed_in("hanne")
    page = hanne.get("/mijn/loopbaancheques/").content.decode()
    assert "Er tellen 2 loopbaancheques mee." in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert hanne.post("/mijn/aanvraag/", {"act_key": str(uuid4())}, follow=True).status_code == 200
    applied = Application.objects.get(person=story.person("hanne"))
    assert applied.state not in (ApplicationState.UNDETERMINED, ApplicationState.GRANTED)
