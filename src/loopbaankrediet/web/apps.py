"""The app of all pages; its checks refuse a start that would be unsafe."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "loopbaankrediet.web"
    label = "web"

    def ready(self) -> None:
        from loopbaankrediet.web import checks

        checks.register_all()
