"""The navigation of the citizen: (label, name of the address); the first is the home page."""

from django.utils.translation import gettext_noop as _

NAVIGATION: list[tuple[str, str]] = [
    (_("Overzicht"), "citizen:overview"),
    (_("Mijn berichten"), "citizen:messages"),
    (_("Kies een begeleider"), "citizen:choose"),
    (_("Mijn uren"), "citizen:hours"),
    (_("Wat je betaalt"), "citizen:shares"),
    (_("Niet akkoord?"), "citizen:disagree"),
    (_("Iemand spreken"), "citizen:speak"),
    (_("Wie keek in mijn gegevens?"), "citizen:looks"),
    (_("Mijn helpers"), "citizen:helpers"),
    (_("Ik help iemand"), "citizen:helping"),
]
