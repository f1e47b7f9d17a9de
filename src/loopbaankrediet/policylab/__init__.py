"""The policy lab: what the law would do if it were otherwise, on a made-up population, by the articles that decide.

Nothing here is about a real person. `margins.toml` holds the published figures, `priors.toml` what nobody measured.
"""
