"""A draw in words, for everybody."""

from django.urls import reverse
from django.utils.translation import gettext

from loopbaankrediet.budget.draw_queries import DrawView
from loopbaankrediet.web.templatetags.dutch import day


def draw_name(draw: DrawView) -> str:
    """'Loting van 1 maart 2027', or with both days when it is about more than one."""
    if draw.starts_on == draw.ends_on:
        return gettext("Loting van %(starts_on)s") % {"starts_on": day(draw.starts_on)}
    return gettext("Loting van %(starts_on)s tot en met %(ends_on)s") % {
        "starts_on": day(draw.starts_on),
        "ends_on": day(draw.ends_on),
    }


def draw_url(draw: DrawView) -> str:
    return reverse("public:draw", args=[draw.starts_on.isoformat()])
