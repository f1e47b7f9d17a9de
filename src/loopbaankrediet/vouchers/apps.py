from django.apps import AppConfig


class VouchersConfig(AppConfig):
    name = "loopbaankrediet.vouchers"
    label = "vouchers"
