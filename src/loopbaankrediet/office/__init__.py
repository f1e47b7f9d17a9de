"""The department at work: who has which file, switches for incidents, and the wording of letters with its versions."""
