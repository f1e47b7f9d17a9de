"""The archive: every released law as data, so that an old receipt replays after the articles have changed.

One file per law, named after its hash, holds the canonical form of a policy: the lifted articles, the facts they read,
the parameters with their values and sources, and every Dutch phrase the trace needs. A file is written once, by
`loopbaankrediet law release`, and never changed. `in_force.json` says on which days each is the law; a release brings
it up to date. Nothing here is read at import.
"""
