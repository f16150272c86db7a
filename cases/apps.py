"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: what belongs together, and who does what about it."""

    name = "cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer our sections to the pages of a subject and of a signal."""
        from cases.queries.panels import cases_of_signal, cases_with  # noqa: PLC0415 -- models load after the registry
        from signals.queries.panels import offer as offer_to_signals  # noqa: PLC0415 -- as above
        from subjects.queries import offer as offer_to_subjects  # noqa: PLC0415 -- as above

        offer_to_subjects(cases_with)
        offer_to_signals(cases_of_signal)
