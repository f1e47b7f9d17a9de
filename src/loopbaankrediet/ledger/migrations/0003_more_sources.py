"""Two sources more: what citizens get back in advance of the counsellor, and what the bank booked too little."""

from importlib import import_module

from django.db import migrations

before = import_module("loopbaankrediet.ledger.migrations.0002_own_share_source")
WITH_OWN_SHARE = before.NATURE.replace(before.SOURCES, before.WITH_OWN_SHARE)
WITH_MORE = "('issued', 'treasury', 'own-share', 'own-share-advance', 'bank-gains')"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_own_share_source")]
    operations = [migrations.RunSQL(before.NATURE.replace(before.SOURCES, WITH_MORE), WITH_OWN_SHARE)]
