"""The verbs of the own contribution."""
