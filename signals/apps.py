"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what was seen; is it ondermijning?"""

    name = "signals"
    label = "signals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Remembered columns are no record, but who changed them must be known; and offer our section."""
        from audit.fields import track  # noqa: PLC0415 -- models load after the registry
        from signals.models import ColumnMapping  # noqa: PLC0415 -- as above
        from signals.queries.involving import signals_with  # noqa: PLC0415 -- as above
        from subjects.queries import offer  # noqa: PLC0415 -- as above

        track(ColumnMapping)
        offer(signals_with)
