"""The other questions of the draft, each a small law: who may counsel, what holds, is paid, is imposed, counts."""

from __future__ import annotations

from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.loopbaankrediet import (
    chapter4_counsellors,
    chapter4_counsellors_2030,
    chapter4_counsellors_facts,
    chapter4_guidance,
    chapter4_guidance_facts,
    chapter5_grant,
    chapter5_grant_facts,
    chapter5_payment,
    chapter5_payment_facts,
    chapter7_sanctions,
    chapter7_sanctions_facts,
    chapter13_vouchers,
    chapter13_vouchers_facts,
)

CHAPTERS = (
    chapter4_counsellors,
    chapter4_counsellors_2030,
    chapter4_guidance,
    chapter5_grant,
    chapter5_payment,
    chapter7_sanctions,
    chapter13_vouchers,
)

REGISTRATION = Law(
    name="counsellor_registration",
    title="Wie loopbaanbegeleider kan zijn (hoofdstuk 4 van het voorontwerp)",
    book=chapter4_counsellors_facts.article,
    amounts=chapter4_counsellors_facts.Amounts,
    outcome="may_register",
    results=("registration_months",),
    says="Je voldoet aan de voorwaarden voor registratie.",
    denies="Je voldoet niet aan de voorwaarden voor registratie.",
)
AGREEMENT = Law(
    name="agreement",
    title="Wanneer een overeenkomst geldt (hoofdstuk 4 van het voorontwerp)",
    book=chapter4_guidance_facts.article,
    amounts=chapter4_guidance_facts.Amounts,
    outcome="agreement_holds",
    results=("days_to_think",),
    says="De overeenkomst geldt.",
    denies="De overeenkomst geldt niet.",
)
CLAIM = Law(
    name="module_claim",
    title="Wat van een module betaald wordt (hoofdstuk 5 van het voorontwerp)",
    book=chapter5_payment_facts.article,
    amounts=chapter5_payment_facts.Amounts,
    outcome="payable",
    results=("minutes_to_pay", "public_cents_per_hour", "payment_days"),
    says="De module wordt betaald.",
    denies="De module wordt niet betaald.",
)
SANCTION = Law(
    name="sanction",
    title="Wanneer een maatregel opgelegd mag worden (hoofdstuk 7 van het voorontwerp)",
    book=chapter7_sanctions_facts.article,
    amounts=chapter7_sanctions_facts.Amounts,
    outcome="may_be_imposed",
    results=(),
    says="De maatregel mag opgelegd worden.",
    denies="De maatregel mag niet opgelegd worden.",
)
LIABILITY = Law(
    name="fine_liability",
    title="Wie aansprakelijk is voor een geldboete (hoofdstuk 7 van het voorontwerp)",
    book=chapter7_sanctions_facts.liability_article,
    amounts=chapter7_sanctions_facts.NoAmounts,
    outcome="liable",
    results=(),
    says="De werkgever is aansprakelijk voor de geldboete.",
    denies="De werkgever is niet aansprakelijk voor de geldboete.",
)
VOUCHER = Law(
    name="career_voucher",
    title="Wanneer een loopbaancheque telt als gebruikt (hoofdstuk 13 van het voorontwerp)",
    book=chapter13_vouchers_facts.article,
    amounts=chapter13_vouchers_facts.Amounts,
    outcome="voucher_counts",
    results=(),
    says="Deze cheque telt als gebruikt.",
    denies="Deze cheque telt niet.",
)

GRANT = Law(
    name="grant_start",
    title="Wanneer een toekenning ingaat (hoofdstuk 5 van het voorontwerp, zonder plafond)",
    book=chapter5_grant_facts.article,
    amounts=chapter5_grant_facts.Amounts,
    outcome="granted_at_once",
    results=(),
    says="Je krijgt het loopbaankrediet meteen.",
    denies="Je krijgt het loopbaankrediet niet meteen.",
)

FURTHER_LAWS = (REGISTRATION, AGREEMENT, CLAIM, SANCTION, LIABILITY, VOUCHER, GRANT)
