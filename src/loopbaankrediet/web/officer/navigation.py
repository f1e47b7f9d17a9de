"""The navigation of the officer: (label, name of the address); the first is the home page."""

NAVIGATION: list[tuple[str, str]] = []
