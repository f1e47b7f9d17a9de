"""Searching the register without accents, and by words that look alike."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("counsellors", "0004_forgetting")]

    operations = [TrigramExtension(), UnaccentExtension()]
