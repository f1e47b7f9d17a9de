"""The verbs of acting for somebody else, split by what it stands on."""
