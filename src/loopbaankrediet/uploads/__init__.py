"""Papers that people hand in: looked at, cleaned, sealed under their own key, and shown to who decides."""
