"""From facts to a decision: `given` reads them, `policy` is the law of a day, `completions` tries what is unknown."""
