"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: the lists that a municipality edits itself."""

    name = "reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"
