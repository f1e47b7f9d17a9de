"""The navigation of the counsellor: (label, name of the address); the first is the home page."""

NAVIGATION: list[tuple[str, str]] = [
    ("Klanten", "counsellor:overview"),
    ("Betalingen", "counsellor:earnings"),
    ("Eigen bijdragen", "counsellor:shares"),
    ("Profiel", "counsellor:profile"),
]
