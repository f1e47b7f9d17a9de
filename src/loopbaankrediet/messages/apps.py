from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "loopbaankrediet.messages"
    label = "postbox"
