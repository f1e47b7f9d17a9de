"""The request as every view of this project receives it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from loopbaankrediet.journal.subjects import Look
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock


class AppRequest(HttpRequest):
    """What the middleware adds: both clocks, who acts (None: nobody signed in), and whether htmx asked.

    `ended`: who was signed in until this request found the session over (None: nobody, or it goes on).
    `refused`: its page says why, and asks the database nothing more.
    `without_act`: it moves on, and the journal has no act of it: its look is noted.
    `in_english`: this page exists in English for who asks; `wants_english`: who asks chose English.
    `looks`: at whom this page looks, for the journal (`web.looking.saw`).
    """

    clock: Clock
    actor: Actor | None
    ended: Actor | None
    htmx: HtmxDetails
    looks: list[Look]
    refused: bool
    without_act: bool
    in_english: bool
    wants_english: bool
