"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Window: my work, help and the style guide."""

    name = "desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let go of what is kept about who is destroyed; propose for agendas what waits in rooms strange to the table."""
        from casustafel.queries.stock import offer  # noqa: PLC0415 -- models load after the registry
        from desk.table_stock import alignments, measure_terms  # noqa: PLC0415 -- as above
        from desk.unsaving import let_go_of  # noqa: PLC0415 -- as above
        from subjects.operations import tell_when_destroyed  # noqa: PLC0415 -- as above

        tell_when_destroyed(let_go_of)
        offer(measure_terms)
        offer(alignments)
