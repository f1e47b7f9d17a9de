from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "loopbaankrediet.evaluation"
    label = "evaluation"
