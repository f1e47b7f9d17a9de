from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "loopbaankrediet.practice"
    label = "practice"
