"""Papers that people hand in."""
