"""Addresses of the demonstration."""

from django.urls import path

from loopbaankrediet.web.demo import views

app_name = "demo"
urlpatterns = [
    path("mails/", views.mails, name="mails"),
    path("klok/", views.legal_clock, name="legal_clock"),
]
