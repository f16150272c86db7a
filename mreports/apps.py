"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Vault: raw reports of Meld Misdaad Anoniem, for two people."""

    name = "mreports"
    label = "mreports"
    default_auto_field = "django.db.models.BigAutoField"
