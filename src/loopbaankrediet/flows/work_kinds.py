"""The kinds of work of officers: what they are called, whose role they are, and what is assigned with them."""

from dataclasses import dataclass

from loopbaankrediet.kernel.actors import Role


@dataclass(frozen=True)
class Kind:
    """`thing`: what an officer has, whatever its phase; `page`: where it is done; `argument`: of its address."""

    name: str
    label: str
    role: Role
    thing: str
    page: str
    argument: str = "id"


def _kind(name: str, label: str, role: Role, thing: str, page: str, argument: str = "id") -> tuple[str, Kind]:
    return name, Kind(name, label, role, thing, page, argument)


OFFICER, PAYER, REGISTRAR = Role.CASE_OFFICER, Role.PAYMENTS_OFFICER, Role.REGISTRAR
KINDS: dict[str, Kind] = dict(
    [
        _kind("gegeven", "Gegeven ontbreekt", OFFICER, "application", "officer:application"),
        _kind("voornemen", "Voornemen loopt", OFFICER, "application", "officer:application"),
        _kind("handtekening", "Weigering ondertekenen", OFFICER, "application", "officer:application"),
        _kind("intrekking", "Intrekking", OFFICER, "revocation", "officer:revocation"),
        _kind("cheque", "Betwiste cheque", OFFICER, "voucher_contest", "officer:voucher_contest"),
        _kind("uren", "Betwiste uren", OFFICER, "dispute", "officer:dispute"),
        _kind("melding", "Melding over de prijs", OFFICER, "report", "officer:report"),
        _kind("herinnering", "Herinnering bellen of schrijven", OFFICER, "notice", "officer:notice"),
        _kind("nadeel", "Herbekeken: nadelig voor de burger", OFFICER, "alike_file", "officer:application", "other"),
        _kind("herbekijken", "Herbekeken: verbetering goedkeuren", OFFICER, "redecision", "officer:redecision"),
        _kind("brief", "Brieftekst goedkeuren", OFFICER, "template", "officer:letter_text"),
        _kind("te-laat", "Betaling te laat", PAYER, "claim", "officer:late", ""),
        _kind("rekening", "Nieuwe rekening", PAYER, "account_change", "officer:account_change"),
        _kind("code", "Foute codes", REGISTRAR, "code_question", "officer:answer_code_question"),
        _kind("bezwaar", "Bezwaar tegen een verklaring", REGISTRAR, "objection", "officer:objection"),
    ]
)
