"""The story on the clock of the pages, and Dirk at his screen."""

import pytest

from tests.story import Story
from tests.web.visitor import Visitor, story_of_today


@pytest.fixture
def story(db: None) -> Story:
    story = story_of_today()
    story.apply("an")
    return story


@pytest.fixture
def dirk(story: Story) -> Visitor:
    return Visitor("dirk")
