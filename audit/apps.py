"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: who did what, in a log that cannot change unnoticed."""

    name = "audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
