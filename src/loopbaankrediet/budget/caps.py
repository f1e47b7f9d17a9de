"""The cap of this deployment. In production the articles in force alone; a demonstration may name a scenario."""

from datetime import date

from django.conf import settings

from loopbaankrediet.decree.deciding.caps import Cap, cap_on


def cap_in_force(on: date) -> Cap:
    """What holds on a day; reads no database."""
    return cap_on(on, settings.CAP_SCENARIO)
