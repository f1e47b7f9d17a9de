"""Servers that die, power that fails, answers that are cut off: what was acknowledged stays. Each with a control."""
