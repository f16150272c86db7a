"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what the table discusses and decides."""

    name = "casustafel"
    label = "casustafel"
    default_auto_field = "django.db.models.BigAutoField"
