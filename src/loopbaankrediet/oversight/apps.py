from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "loopbaankrediet.oversight"
    label = "oversight"
