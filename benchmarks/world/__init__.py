"""A full-size world: what a few people did is recorded once by the real acts, then copied by sets over millions.

    python -m benchmarks.world --folder var/world [--wallets 3000000] [--counsellors 6000] [--agreements 200000]

Every row of a copy is a row that an act wrote, with other ids and other days; national numbers are test numbers. The
same seed gives the same people, ids and proportions.
"""
