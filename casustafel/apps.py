"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what the table discusses and decides."""

    name = "casustafel"
    label = "casustafel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which cases the table still needs, and empty what it keeps about one that is destroyed."""
        from cases.operations import hold_while, tell_when_destroyed  # noqa: PLC0415 -- models load after the registry
        from casustafel.operations.forgetting import forget_case  # noqa: PLC0415 -- as above
        from casustafel.queries.needed import cases_on_agendas  # noqa: PLC0415 -- as above

        hold_while(cases_on_agendas)
        tell_when_destroyed(forget_case)
