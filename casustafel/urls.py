"""Addresses of the room."""

from django.urls import URLPattern

app_name = "casustafel"

urlpatterns: list[URLPattern] = []
