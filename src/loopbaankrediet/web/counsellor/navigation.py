"""The navigation of the counsellor: (label, name of the address); the first is the home page."""

NAVIGATION: list[tuple[str, str]] = [
    ("Klanten", "counsellor:overview"),
    ("Mijn berichten", "counsellor:messages"),
    ("Betalingen", "counsellor:earnings"),
    ("Eigen bijdragen", "counsellor:shares"),
    ("Mijn tijd", "counsellor:time"),
    ("Mijn registratie", "counsellor:registration"),
    ("Profiel", "counsellor:profile"),
]
