from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "loopbaankrediet.ledger"
    label = "ledger"
