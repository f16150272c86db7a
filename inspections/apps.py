"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what is checked on the spot."""

    name = "inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer our section to the page of premises."""
        from inspections.queries.panels import controls_at  # noqa: PLC0415 -- models load after the registry
        from subjects.queries import offer  # noqa: PLC0415 -- as above

        offer(controls_at)
