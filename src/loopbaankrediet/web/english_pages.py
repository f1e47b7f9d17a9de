"""The pages that exist in English, by the name of their address; every other page is Dutch for everybody.

A page stands here once all it shows is translated: half a page in English helps nobody.
"""


def _of(room: str, *names: str) -> frozenset[str]:
    return frozenset(f"{room}:{name}" for name in names)


PUBLIC = _of("public", "start", "guide", "check", "register", "profile", "help", "accessibility", "privacy")
SIGN_IN = _of("public", "sign_in", "signed_out", "prove")
CITIZEN = _of(
    "citizen",
    "overview",
    "hours",
    "disagree",
    "contest_decision",
    "disagreement",
    "complain",
    "speak",
    "cancel_appointment",
    "career_question",
    "take_back_wish",
    "vouchers",
    "voucher",
    "take_back_contest",
    "apply",
    "question",
    "decision",
    "wish",
    "schooling",
    "papers",
    "withdraw_paper",
    "messages",
    "mails",
    "mail_code",
    "stop_mails",
    "message",
    "choose",
    "code",
    "renew_code",
    "withdraw_code",
    "track",
    "agreement",
    "module",
    "shares",
    "surcharge",
    "surcharge_answer",
    "surcharge_back",
    "share_receipt",
    "refund_received",
    "refund_missing",
    "dispute",
    "note",
    "end",
    "withdraw",
    "pause",
    "resume",
    "correction",
    "survey",
    "no_surveys",
    "object",
    "go_on",
    "helpers",
    "helping",
    "stop_acting",
    "start_acting",
)
PAGES = PUBLIC | SIGN_IN | CITIZEN
