"""What was asked about hours, and what happens when nobody answers."""

from datetime import date

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.decree.dated.procedure import choice
from loopbaankrediet.guidance.models import NoticeKind
from loopbaankrediet.guidance.open_hours import Asked
from loopbaankrediet.web.templatetags.dutch import day

ASKED = {
    NoticeKind.QUESTION: gettext_noop("We vroegen het je op {day}."),
    NoticeKind.FIRST_REMINDER: gettext_noop("We herinnerden je eraan op {day}."),
    NoticeKind.SECOND_REMINDER: gettext_noop("We herinnerden je er nog eens aan op {day}."),
}


def notice_words(so_far: Asked, *, reserved_on: date) -> str:
    """'We vroegen het je op 1 maart 2027. Antwoord je niet? ...'; empty before the question."""
    if so_far.counts_from is None:
        return ""
    since = day(so_far.counts_from)
    asked = " ".join(gettext(ASKED[NoticeKind(notice.kind)]).format(day=day(notice.shown_on)) for notice in so_far.told)
    pays = choice("silence_after_module", on=reserved_on) == "pays"
    then = gettext(
        "Vanaf %(since)s tellen de uren dan als bevestigd. Ook daarna kan je nog zeggen dat ze niet kloppen."
    ) % {"since": since}
    officer = gettext("Vanaf %(since)s beslist een medewerker.") % {"since": since}
    return gettext("%(asked)s Antwoord je niet? %(then)s") % {"asked": asked, "then": then if pays else officer}
