"""The navigation of the officer: (label, name of the address); the first is the home page.

Only what every officer may open; the overview links to the pages of one's own roles.
"""

NAVIGATION: list[tuple[str, str]] = [
    ("Mijn werk", "officer:overview"),
    ("Al het werk", "officer:work_list"),
    ("Vragen over mijn inzage", "officer:my_look_questions"),
]
