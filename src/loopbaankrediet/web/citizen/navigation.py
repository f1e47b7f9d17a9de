"""The navigation of the citizen: (label, name of the address); the first is the home page."""

NAVIGATION: list[tuple[str, str]] = []
