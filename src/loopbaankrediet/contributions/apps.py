from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "loopbaankrediet.contributions"
    label = "contributions"
