"""The story on the clock of the pages."""

import pytest

from tests.story import Story
from tests.web.visitor import story_of_today


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()
