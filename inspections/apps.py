"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what is checked on the spot."""

    name = "inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
