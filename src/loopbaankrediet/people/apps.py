from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "loopbaankrediet.people"
    label = "people"
