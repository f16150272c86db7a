"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: who did what, in a log that cannot change unnoticed."""

    name = "audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every field change carry the name of who made it."""
        from audit import fields  # noqa: PLC0415 -- models are loaded only now

        fields.connect()
