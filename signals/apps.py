"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what was seen; is it ondermijning?"""

    name = "signals"
    label = "signals"
    default_auto_field = "django.db.models.BigAutoField"
