"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Window: my work, help and the style guide."""

    name = "desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
