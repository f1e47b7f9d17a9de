from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "loopbaankrediet.budget"
    label = "budget"
