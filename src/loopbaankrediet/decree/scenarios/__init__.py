"""What could be law instead: each request of the SERV's opinion, all of them together, and the predecessor continued.

One TOML file is one scenario; `articles_*.py` holds the articles that a scenario puts in the place of the draft's, or
adds. Nothing here is read before a scenario is asked for (see `decree/scenario.py`).

A file says `title`, `section` of the opinion, the `request` and its `effect` in our own words, and, as needed:

parameters   an amount or term by its name: one value, or a list of {value, from}
choices      an answer by the name of its choice
articles     modules of this folder whose articles replace those of the same name
results      what the added articles give on top of the results of the law
together     scenarios that hold at once; two that contradict each other are refused
continues    a day: the law of that day goes on applying from the start of the draft
"""
