"""The views of the citizen, split by what they are about."""
