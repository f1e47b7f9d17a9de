from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "loopbaankrediet.journal"
    label = "journal"
