"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Window: the desk of the privacy officer, with the audit log."""

    name = "privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
