"""The request as every view of this project receives it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from loopbaankrediet.journal.subjects import Look
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock


class AppRequest(HttpRequest):
    """What the middleware adds: both clocks, who acts (None: nobody signed in), and whether htmx asked.

    `officer_name`: of the officer who is signed in.
    `looks`: at whom this page looks, for the journal (`web.looking.saw`).
    """

    clock: Clock
    actor: Actor | None
    htmx: HtmxDetails
    looks: list[Look]
    officer_name: str
