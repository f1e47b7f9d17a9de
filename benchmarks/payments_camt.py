"""Seconds and peak memory of reading a notification of many payments: `python -m benchmarks.payments_camt`.

Once as one entry with all payments inside, once as one entry per payment. Memory is the rise of the process's highest
resident size above the size at rest. Target: 100,000 lines of camt.054 in at most 10 seconds.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from loopbaankrediet.payments.bank.camt import read_statements
from loopbaankrediet.payments.bank.statements import Transaction

ACCOUNT = "BE43068999999501"
CENTS = 16_780
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>NOTE-1</MsgId><CreDtTm>2027-03-02T18:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn><Id>NOTE-1</Id><Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>EUR</Ccy></Acct>
"""
FOOT = "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n"


def euros(cents: int) -> str:
    """The amount as a bank writes it."""
    return f"{cents // 100}.{cents % 100:02d}"


def entry(number: int, cents: int) -> str:
    """The fields of an entry before its details."""
    return (
        f'<Ntry><NtryRef>{number}</NtryRef><Amt Ccy="EUR">{euros(cents)}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-02</Dt></BookgDt><ValDt><Dt>2027-03-02</Dt></ValDt>"
        f"<AcctSvcrRef>BANK{number}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd>"
        "<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>"
    )


def details(number: int) -> str:
    """One payment as a Belgian bank repeats it."""
    return (
        f"<TxDtls><Refs><MsgId>BATCH-1</MsgId><PmtInfId>BATCH-1</PmtInfId><EndToEndId>M{number:09d}</EndToEndId>"
        f'<TxId>T{number}</TxId></Refs><Amt Ccy="EUR">{euros(CENTS)}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        f"<RltdPties><Dbtr><Pty><Nm>Departement WEWIS</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>{ACCOUNT}</IBAN></Id>"
        f"</DbtrAcct><Cdtr><Pty><Nm>Els Peeters {number}</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>BE71096123456769</IBAN>"
        "</Id></CdtrAcct></RltdPties><RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry>"
        "<Issr>BBA</Issr></Tp><Ref>010806817183</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>\n"
    )


def in_one_entry(count: int) -> Iterator[str]:
    """A batch booked as a whole."""
    yield HEAD + entry(1, count * CENTS) + f"<Btch><MsgId>BATCH-1</MsgId><NbOfTxs>{count}</NbOfTxs></Btch>"
    for number in range(count):
        yield details(number)
    yield "</NtryDtls></Ntry>" + FOOT


def one_by_one(count: int) -> Iterator[str]:
    """An entry per payment."""
    yield HEAD
    for number in range(count):
        yield entry(number, CENTS) + details(number) + "</NtryDtls></Ntry>"
    yield FOOT


def measure(name: str, path: Path) -> int:
    """Read the file, print its seconds and the highest memory so far above rest; the number of payments."""
    started, cpu = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        count = sum(isinstance(part, Transaction) for part in read_statements(file, account=ACCOUNT))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - AT_REST
    size = path.stat().st_size / 1e6
    sys.stdout.write(
        f"{name:<12} {count} lines {size:6.1f} MB {seconds:6.2f} s ({cpu:.2f} s of processor)   "
        f"peak {peak / 1024:.1f} MB above rest\n"
    )
    return count


AT_REST = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Write both kinds, read both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--lines", type=int, default=100_000)
    count = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        for name, pieces in (("one entry", in_one_entry(count)), ("one by one", one_by_one(count))):
            path = Path(folder) / f"{name}.xml"
            with path.open("w", encoding="utf-8") as out:
                out.writelines(pieces)
            if measure(name, path) != count:
                sys.exit("not every payment was read")


if __name__ == "__main__":
    main()
