"""What a page offers to who acts for a citizen: the button, or why she does this herself."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.kernel.actors import Actor, Scope
from loopbaankrediet.people.mandates.scopes import GROUNDS
from loopbaankrediet.web.context import PageFrame

register = template.Library()
HERSELF = gettext_noop(
    '<p class="note">Dit doet {} zelf. Het staat niet in {}. '
    'Lukt dat niet? {} belt gratis <a href="tel:1700">1700</a>.</p>'
)


@register.simple_block_tag(takes_context=True, end_name="endoffered")
def offered(context: Context, content: SafeString, scope: str) -> SafeString:
    """The block, for who may do this (a `Scope`); for anyone else that the citizen does it herself."""
    actor: Actor = context["request"].actor
    if actor.may(Scope(scope)) or actor.representation is None:
        return content
    frame: PageFrame = context["frame"]
    return format_html(gettext(HERSELF), frame.acts_for, gettext(GROUNDS[actor.representation]), frame.acts_for)
