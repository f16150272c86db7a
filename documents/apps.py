"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: encrypted files on a record."""

    name = "documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
