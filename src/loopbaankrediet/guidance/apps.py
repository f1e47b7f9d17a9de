from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "loopbaankrediet.guidance"
    label = "guidance"
