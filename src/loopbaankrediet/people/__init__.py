"""Persons, organisations, and the roles of officers. A national number is sealed and found only by keyed hash."""
