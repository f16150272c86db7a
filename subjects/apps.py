"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: persons, companies, premises and vehicles, and what is known about them."""

    name = "subjects"
    label = "subjects"
    default_auto_field = "django.db.models.BigAutoField"
