"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Window: my work, help and the style guide."""

    name = "desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What is kept here about somebody goes with him."""
        from desk.unsaving import let_go_of  # noqa: PLC0415 -- models load after the registry
        from subjects.operations import tell_when_destroyed  # noqa: PLC0415 -- models load after the registry

        tell_when_destroyed(let_go_of)
