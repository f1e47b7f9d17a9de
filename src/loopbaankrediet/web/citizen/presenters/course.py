"""What the way asks of her now: a pause that lasts, a module without a conversation, a paper, a survey."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from loopbaankrediet.evaluation.queries import SurveyView
from loopbaankrediet.guidance.queries import TrackLine
from loopbaankrediet.web.citizen.presenters.overview import Task
from loopbaankrediet.web.templatetags.dutch import day


def course_tasks(tracks: Sequence[TrackLine], surveys: Sequence[SurveyView]) -> Iterator[Task]:
    """The most pressing first; a survey is never pressing."""
    for track in tracks:
        yield from _of_track(track)
    for survey in surveys:
        text = gettext("Twee vragen, over je werk en je doel. Meedoen mag, tot en met %(until)s.") % {
            "until": day(survey.until)
        }
        yield Task(
            gettext("Wil je ons helpen met twee vragen?"),
            text,
            gettext("Bekijk de vragen"),
            reverse("citizen:survey", args=[survey.id]),
        )


def _of_track(track: TrackLine) -> Iterator[Task]:
    course, url = track.course, reverse("citizen:track", args=[track.id])
    if course.waits_for_answer:
        text = gettext(
            "%(counsellor)s maakte een stappenplan of attest voor jou. Lees het, en zeg of je akkoord gaat."
        ) % {"counsellor": track.counsellor}
        yield Task(gettext("Lees je documenten"), text, gettext("Lees en antwoord"), url)
    if not track.is_active:
        return
    if course.paused_on and course.asks:
        text = gettext("Je begeleiding bij %(counsellor)s staat op pauze sinds %(paused_on)s.") % {
            "counsellor": track.counsellor,
            "paused_on": day(course.paused_on),
        }
        yield Task(
            gettext("Wil je weer verder?"),
            (gettext("%(text)s Je beslist zelf.") % {"text": text}),
            gettext("Kies wat je doet"),
            url,
        )
    elif course.free_on and course.paused_on is None:
        text = gettext("Er was nog geen gesprek. Op %(free_on)s komt je gereserveerde module weer vrij.") % {
            "free_on": day(course.free_on)
        }
        yield Task(
            (gettext("Spreek een dag af met %(counsellor)s") % {"counsellor": track.counsellor}),
            text,
            gettext("Bekijk wat je kan doen"),
            url,
        )
