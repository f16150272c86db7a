"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Vault: research under the Wet Bibob, for the specialist of each file."""

    name = "bibob"
    label = "bibob"
    default_auto_field = "django.db.models.BigAutoField"
