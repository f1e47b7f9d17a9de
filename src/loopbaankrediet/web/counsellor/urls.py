"""Addresses of the pages of the counsellor."""

from django.urls import URLPattern, URLResolver

app_name = "counsellor"
urlpatterns: list[URLPattern | URLResolver] = []
