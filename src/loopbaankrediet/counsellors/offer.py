"""What a counsellor can say of her offer in the register: closed lists, so that people can search on them."""

from django.db import models


class TargetGroup(models.TextChoices):
    """With whom she has experience; everybody is welcome everywhere."""

    LOW_SCHOOLED = "low_schooled", "Mensen zonder diploma secundair onderwijs"
    OLDER = "older", "55-plussers"
    YOUNG = "young", "Jongeren onder 30"
    ILLNESS = "illness", "Mensen die ziek zijn of waren"
    BURN_OUT = "burn_out", "Mensen met stress of een burn-out"
    DISABILITY = "disability", "Mensen met een handicap"
    NEWCOMERS = "newcomers", "Anderstalige nieuwkomers"
    SELF_EMPLOYED = "self_employed", "Zelfstandigen"
    CARERS = "carers", "Mantelzorgers en alleenstaande ouders"


class Language(models.TextChoices):
    """Besides Dutch: an unofficial aid, the guidance itself and all papers are in Dutch (default 19)."""

    FRENCH = "fr", "Frans"
    ENGLISH = "en", "Engels"
    GERMAN = "de", "Duits"
    TURKISH = "tr", "Turks"
    ARABIC = "ar", "Arabisch"
    BERBER = "ber", "Berbers"
    POLISH = "pl", "Pools"
    ROMANIAN = "ro", "Roemeens"
    SPANISH = "es", "Spaans"
    UKRAINIAN = "uk", "Oekraïens"
    SIGN = "sign", "Vlaamse Gebarentaal"


class Access(models.TextChoices):
    """What helps somebody to enter and to follow a conversation at her office."""

    WHEELCHAIR = "wheelchair", "Toegankelijk met een rolstoel"
    TOILET = "toilet", "Aangepast toilet"
    PARKING = "parking", "Voorbehouden parkeerplaats"
    TRANSPORT = "transport", "Bushalte of station binnen 500 meter"
    QUIET = "quiet", "Rustige kamer, weinig prikkels"
    HEARING = "hearing", "Ringleiding voor wie slecht hoort"
