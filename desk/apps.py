"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Window: my work, help and the style guide."""

    name = "desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Propose for agendas what rooms that are strangers to the table have waiting."""
        from casustafel.queries.stock import offer  # noqa: PLC0415 -- models load after the registry
        from desk.table_stock import alignments, measure_terms  # noqa: PLC0415 -- as above

        offer(measure_terms)
        offer(alignments)
