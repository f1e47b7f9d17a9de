"""The verbs of recovery, split by stage: opening, deciding, repaying, ending."""
