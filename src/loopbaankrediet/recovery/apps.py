from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "loopbaankrediet.recovery"
    label = "recovery"
