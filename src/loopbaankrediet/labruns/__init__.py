"""Runs of the policy lab: who asked what, how far it is, and the result, kept once for everybody who asks the same."""
