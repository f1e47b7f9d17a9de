from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "loopbaankrediet.office"
    label = "office"
