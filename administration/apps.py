"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Window: users, roles and reference lists."""

    name = "administration"
    label = "administration"
    default_auto_field = "django.db.models.BigAutoField"
