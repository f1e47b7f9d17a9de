"""Speaking with a person: a citizen picks a free moment, and gets a named officer of the desk."""
