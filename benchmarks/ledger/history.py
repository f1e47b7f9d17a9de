"""Transfers per second on a history of 1, 5 and 20 million: `python -m benchmarks.ledger.history`.

A server of its own, fsync on, 8 clients. The history is made by SQL, wallets to counsellors. Target: the same speed
within 20 % on every length. The machine is told apart from the history by pgbench's TPC-B on the same server, measured
beside every length. 20 million take some ten minutes and 10 GB: `--millions 1 5` leaves them out.
"""

import argparse
import statistics

import psycopg

from benchmarks.ledger._server import COUNSELLORS, WALLETS, ledger_server, say
from benchmarks.ledger.proof import COUNTERS
from benchmarks.ledger.transfers import RECORD, from_python, prepare, tpc_b, wallet_to_counsellor

AT_ONCE = 1_000_000
MOVES = f"""
INSERT INTO ledger.transfer (act_key, step, kind, debit_account_id, credit_account_id, amount, act, effective_on)
SELECT gen_random_uuid(), 'move', 'direct', wallet.id, delivered.id, 1, 'bench', DATE '2027-01-05' + (n % 300)::int
  FROM generate_series(1, {AT_ONCE}) AS n
  JOIN ledger.account AS wallet ON wallet.code = 'wallet:' || 1 + n % {WALLETS}
  JOIN ledger.account AS delivered ON delivered.code = 'delivered:' || 1 + n % {COUNSELLORS}
"""


def main() -> None:
    """Grow the history, measure at every length."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--millions", type=int, nargs="+", default=[1, 5, 20])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    chosen = parser.parse_args()
    with ledger_server() as server, psycopg.connect(server.dsn("owner"), autocommit=True) as owner:
        prepare(server)
        length = 0
        for millions in sorted(chosen.millions):
            for _ in range(length, millions):
                owner.execute(MOVES.encode())
            length = millions
            owner.execute(COUNTERS.encode())
            owner.execute("VACUUM ANALYZE ledger.transfer, ledger.account")
            pairs = [
                (from_python(server.dsn("app"), RECORD, wallet_to_counsellor, chosen.seconds), tpc_b(server, 4))
                for _ in range(chosen.rounds)
            ]
            own, base = (statistics.median(values) for values in zip(*pairs, strict=True))
            say(f"{millions:>3} million: {own:6.0f}/s, {own / base:.2f} of TPC-B beside it ({base:.0f}/s)")


if __name__ == "__main__":
    main()
