"""test-ACM speaks the protocol that ACM's documentation describes."""
