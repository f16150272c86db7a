"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: sealed fields, sealed files, keys and their rotation."""

    name = "encryption"
    label = "encryption"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The checks are part of every start."""
        from encryption import checks  # noqa: F401, PLC0415 -- registers itself; models must exist first
