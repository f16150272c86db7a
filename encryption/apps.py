"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: sealed fields, sealed files, keys and their rotation."""

    name = "encryption"
    label = "encryption"
    default_auto_field = "django.db.models.BigAutoField"
