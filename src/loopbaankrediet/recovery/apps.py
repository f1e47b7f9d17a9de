from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "loopbaankrediet.recovery"
    label = "recovery"

    def ready(self) -> None:
        """Recoveries count on payments: when one comes back, they follow in the same act."""
        from loopbaankrediet.payments.debts import count_on_payments
        from loopbaankrediet.recovery.returned import returned_debts

        count_on_payments(returned_debts)
