from django.apps import AppConfig


class CounsellorsConfig(AppConfig):
    name = "loopbaankrediet.counsellors"
    label = "counsellors"
