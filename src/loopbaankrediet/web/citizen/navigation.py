"""The navigation of the citizen: (label, name of the address); the first is the home page."""

NAVIGATION: list[tuple[str, str]] = [
    ("Overzicht", "citizen:overview"),
    ("Mijn berichten", "citizen:messages"),
    ("Kies een begeleider", "citizen:choose"),
    ("Mijn uren", "citizen:hours"),
    ("Wat je betaalt", "citizen:shares"),
    ("Niet akkoord?", "citizen:disagree"),
    ("Iemand spreken", "citizen:speak"),
    ("Wie keek in mijn gegevens?", "citizen:looks"),
    ("Mijn helpers", "citizen:helpers"),
    ("Ik help iemand", "citizen:helping"),
]
