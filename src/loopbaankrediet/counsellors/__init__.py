"""Chapter 4, section 2: who may give guidance, and the public register of them (art. 12-14)."""
