"""The control of tests/rooms/test_row_security.py: it is the wall that hides the rows, and nothing else."""

import psycopg
from psycopg.conninfo import make_conninfo

from loopbaankrediet.guidance.models import Track
from loopbaankrediet.platform.addresses import address
from loopbaankrediet.platform.viewing import seen_by
from tests.story import Story


def test_control_without_the_wall_the_same_question_leaks(committed_database: str) -> None:
    story = Story()
    for citizen, counsellor in (("an", "dirk"), ("fatima", "els")):
        story.apply(citizen)
        story.open(citizen, counsellor)
    dirk = story.actor("dirk")
    with seen_by(dirk):
        assert Track.objects.count() == 1
    where = make_conninfo("", **address("owner") | {"dbname": committed_database})
    with psycopg.connect(where, autocommit=True) as owner:
        owner.execute("ALTER TABLE guidance_track DISABLE ROW LEVEL SECURITY")
    with seen_by(dirk):
        assert Track.objects.count() == 2
