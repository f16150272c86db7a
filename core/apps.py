"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: clock, states, errors, numbers and page furniture."""

    name = "core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
