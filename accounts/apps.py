"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: organisations, people, roles and how they sign in."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
