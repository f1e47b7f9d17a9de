from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "loopbaankrediet.appointments"
    label = "appointments"
