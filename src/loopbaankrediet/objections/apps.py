from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    name = "loopbaankrediet.objections"
    label = "objections"
