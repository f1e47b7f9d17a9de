"""What the claims of ACM/IDM mean on this platform: who, in which capacity, with which roles."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from loopbaankrediet.flows.sign_in import Credentials
from loopbaankrediet.kernel.actors import Capacity, Role
from loopbaankrediet.kernel.national_number import NationalNumber, NationalNumberRefused
from loopbaankrediet.people.identities import Claimed
from loopbaankrediet.web.oidc.errors import SignInRefused, WrongCapacity

TARGET_GROUPS = {"BUR": Capacity.CITIZEN, "EA": Capacity.COUNSELLOR, "GID": Capacity.OFFICER}
ROLE_NAMES = {
    "LBKDossierbehandelaar": Role.CASE_OFFICER,
    "LBKRegisterbeheerder": Role.REGISTRAR,
    "LBKExpert": Role.EXPERT,
    "LBKBetaalmedewerker": Role.PAYMENTS_OFFICER,
    "LBKAuditor": Role.AUDITOR,
    "LBKLoketmedewerker": Role.DESK_OFFICER,
    "LBKBeleidsmedewerker": Role.POLICY_ANALYST,
    "LBKFunctionarisGegevensbescherming": Role.PRIVACY_OFFICER,
}
LONGEST = 200
ENTERPRISE_NUMBER = re.compile(r"[01][0-9]{9}")


def credentials_of(claims: Mapping[str, Any]) -> Credentials:
    """SignInRefused when a claim that we need is absent or has no sense; WrongCapacity for another target group."""
    group = _text(claims, "vo_doelgroepcode")
    if group not in TARGET_GROUPS:
        raise WrongCapacity("target_group")
    capacity = TARGET_GROUPS[group]
    claimed = Claimed(
        _text(claims, "vo_id"), _number(claims), _text(claims, "given_name"), _text(claims, "family_name")
    )
    return Credentials(
        claimed,
        capacity,
        enterprise_number=_enterprise_number(claims) if capacity is Capacity.COUNSELLOR else "",
        roles=roles_in(claims) if capacity is Capacity.OFFICER else frozenset(),
    )


def roles_in(claims: Mapping[str, Any]) -> frozenset[Role]:
    """The roles held at the organisation she signed in for; a role we do not know gives nothing."""
    organisation = _text(claims, "vo_orgcode")
    held = [_named(line) for line in _lines(claims.get("lbk_rol_3d"))]
    return frozenset(ROLE_NAMES[name] for name, codes in held if name in ROLE_NAMES and organisation in codes)


def _lines(value: object) -> Iterable[str]:
    """The claim is a list, or one text."""
    lines = value if isinstance(value, list) else [value]
    return (part for line in lines if isinstance(line, str) for part in re.split(r"[;\n]", line))


def _named(line: str) -> tuple[str, frozenset[str]]:
    """'RoleName:OVO1, OVO2' as name and organisations."""
    name, _, organisations = line.partition(":")
    return name.strip(), frozenset(code.strip() for code in organisations.split(","))


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or "\0" in value:
        raise SignInRefused(f"without_{name}")
    return value.strip()


def _number(claims: Mapping[str, Any]) -> NationalNumber:
    try:
        return NationalNumber.parse(_text(claims, "rrn"), allow_test=settings.ALLOW_TST_INSZ)
    except NationalNumberRefused as error:
        raise SignInRefused("wrong_rrn") from error


def _enterprise_number(claims: Mapping[str, Any]) -> str:
    compact = re.sub(r"[. ]", "", _text(claims, "vo_orgcode"))
    if not ENTERPRISE_NUMBER.fullmatch(compact):
        raise SignInRefused("wrong_vo_orgcode")
    return compact
