"""Acting for a citizen: powers of attorney, legal representatives, and calls to the desk."""
