"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: bestuurlijke maatregelen, their terms, money and remedies."""

    name = "measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer our sections to other pages, and say which cases a measure that runs still needs."""
        from cases.operations import hold_while  # noqa: PLC0415 -- models load after the registry
        from cases.queries import offer as offer_to_cases  # noqa: PLC0415 -- as above
        from measures.queries.kept import cases_with_running  # noqa: PLC0415 -- as above
        from measures.queries.panels import (  # noqa: PLC0415 -- as above
            measures_beside,
            measures_of,
            measures_with,
        )
        from signals.queries.beside import offer_beside  # noqa: PLC0415 -- as above
        from subjects.queries import offer  # noqa: PLC0415 -- as above

        offer(measures_with)
        offer_to_cases(measures_of)
        offer_beside(measures_beside)
        hold_while(cases_with_running)
