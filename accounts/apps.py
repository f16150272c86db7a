"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Foundation: organisations, people, roles and how they sign in."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Log every change of people and rights with its old and new value."""
        # Models can be imported only once all apps are loaded.
        from accounts import models  # noqa: PLC0415
        from audit.fields import track  # noqa: PLC0415

        track(models.Organisation, show=("name",))
        track(models.User, exclude=("password", "last_login"), mask=("email", "name"))
        track(models.RoleGroup)
        track(models.RoleAssignment, mask=("reason",))
        track(models.SecrecyStatement, mask=("reference",))
