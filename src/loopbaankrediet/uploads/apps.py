from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "loopbaankrediet.uploads"
    label = "uploads"
