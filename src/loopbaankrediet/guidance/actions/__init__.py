"""The verbs of guidance, split by noun: codes, tracks (intake to end), modules."""
