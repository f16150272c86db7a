"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: who may see and do what, and why."""

    name = "access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from access import checks  # noqa: F401, PLC0415 -- models are loaded only now
