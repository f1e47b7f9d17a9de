"""Addresses of the pages of the officer."""

from django.urls import URLPattern, URLResolver

app_name = "officer"
urlpatterns: list[URLPattern | URLResolver] = []
