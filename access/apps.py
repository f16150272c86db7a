"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: who may see and do what, and why."""

    name = "access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and every kind of record for the field log."""
        from access import checks, fieldlog  # noqa: F401, PLC0415 -- models are loaded only now

        fieldlog.track_all()
