"""The demonstration: invented people with test numbers, and the little that must exist before they start."""
