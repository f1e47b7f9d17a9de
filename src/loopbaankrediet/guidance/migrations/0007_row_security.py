"""Whose rows these are: the second wall (docs/adr/0023-row-level-security.md)."""

from django.db import migrations

from loopbaankrediet.platform.row_rules import (
    added_only,
    beside,
    door,
    keeps_owner,
    of_citizen,
    of_counsellor,
    protected,
)

CODE_SHOWN = "viewer_has_code({table}.code_hash) AND {table}.counsellor_id = viewer_counsellor()"
WITH_CODE = (
    "EXISTS (SELECT FROM guidance_accesscode AS code WHERE code.person_id = {table}.person_id "
    "AND viewer_has_code(code.code_hash))"
)
TAKEN_UP = (
    "EXISTS (SELECT FROM people_mandate AS mandate WHERE mandate.person_id = {table}.person_id "
    "AND viewer_has_code(mandate.code_hash))"
)
OF_TRACK = ("guidance_guidanceagreement", "guidance_guidancemodule")
OF_MODULE = ("guidance_conversation", "guidance_progressreport", "guidance_notice", "guidance_dispute")


class Migration(migrations.Migration):
    dependencies = [
        ("counsellors", "0006_row_security"),
        ("credit", "0004_row_security"),
        ("guidance", "0006_forgetting"),
    ]
    operations = [
        protected("guidance_accesscode", of_citizen("person_id")),
        door("guidance_accesscode", "the_code_that_is_shown", CODE_SHOWN),
        door("guidance_accesscode", "the_code_that_is_used", CODE_SHOWN, to="change"),
        protected("guidance_codequestion", of_counsellor("counsellor_id")),
        protected("guidance_declarationobjection", beside("guidance_track", "track_id")),
        protected("guidance_track", of_citizen("person_id"), of_counsellor("counsellor_id")),
        added_only("guidance_track", WITH_CODE),
        door("credit_wallet", "wallets_of_clients", beside("guidance_track", "id", "wallet_id"), WITH_CODE),
        door(
            "credit_wallet",
            "wallets_of_clients_locked",
            beside("guidance_track", "id", "wallet_id"),
            WITH_CODE,
            to="lock",
        ),
        door("guidance_track", "tracks_behind_a_power_taken_up", TAKEN_UP),
        door("credit_wallet", "wallet_behind_a_power_taken_up", TAKEN_UP),
        door("credit_wallet", "wallet_behind_a_power_locked", TAKEN_UP, to="lock"),
        door("people_person", "clients_are_named", beside("guidance_track", "id", "person_id")),
        *(protected(table, beside("guidance_track", "track_id")) for table in OF_TRACK),
        *(protected(table, beside("guidance_guidancemodule", "module_id")) for table in OF_MODULE),
        protected("guidance_conversationstrike", beside("guidance_conversation", "conversation_id")),
        protected("guidance_reportnote", beside("guidance_progressreport", "report_id", "module_id")),
        keeps_owner("guidance_accesscode", "person_id", "counsellor_id"),
        keeps_owner("guidance_track", "person_id", "counsellor_id", "wallet_id"),
    ]
