"""Whole journeys in a real browser, against the platform as `make run` starts it."""
