"""What the way asks of her now: a pause that lasts, a module without a conversation, a paper, a survey."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from loopbaankrediet.evaluation.queries import SurveyView
from loopbaankrediet.guidance.queries import TrackLine
from loopbaankrediet.web.citizen.presenters.overview import Task
from loopbaankrediet.web.templatetags.dutch import day


def course_tasks(tracks: Sequence[TrackLine], surveys: Sequence[SurveyView]) -> Iterator[Task]:
    """The most pressing first; a survey is never pressing."""
    for track in tracks:
        yield from _of_track(track)
    for survey in surveys:
        text = f"Twee vragen, over je werk en je doel. Meedoen mag, tot en met {day(survey.until)}."
        yield Task(
            "Wil je ons helpen met twee vragen?", text, "Bekijk de vragen", reverse("citizen:survey", args=[survey.id])
        )


def _of_track(track: TrackLine) -> Iterator[Task]:
    course, url = track.course, reverse("citizen:track", args=[track.id])
    if course.waits_for_answer:
        text = f"{track.counsellor} maakte een stappenplan of attest voor jou. Lees het, en zeg of je akkoord gaat."
        yield Task("Lees je documenten", text, "Lees en antwoord", url)
    if not track.is_active:
        return
    if course.paused_on and course.asks:
        text = f"Je begeleiding bij {track.counsellor} staat op pauze sinds {day(course.paused_on)}."
        yield Task("Wil je weer verder?", f"{text} Je beslist zelf.", "Kies wat je doet", url)
    elif course.free_on and course.paused_on is None:
        text = f"Er was nog geen gesprek. Op {day(course.free_on)} komt je gereserveerde module weer vrij."
        yield Task(f"Spreek een dag af met {track.counsellor}", text, "Bekijk wat je kan doen", url)
