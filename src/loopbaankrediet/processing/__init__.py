"""The register of processing as data that drives code: why we hold what, on what ground, who may see it, how long."""
