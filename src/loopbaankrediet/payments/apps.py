from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "loopbaankrediet.payments"
    label = "payments"
