"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what belongs together, and who does what about it."""

    name = "cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
