from django.apps import AppConfig


class LabRunsConfig(AppConfig):
    name = "loopbaankrediet.labruns"
    label = "labruns"
