from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "loopbaankrediet.credit"
    label = "credit"
