"""App registration."""

from django.apps import AppConfig


class Config(AppConfig):
    """Room: bestuurlijke maatregelen, their terms, money and remedies."""

    name = "measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer our section to the page of a subject, and our cards beside a signal."""
        from measures.queries.panels import measures_beside, measures_with  # noqa: PLC0415 -- models load later
        from signals.queries.beside import offer_beside  # noqa: PLC0415 -- as above
        from subjects.queries import offer  # noqa: PLC0415 -- as above

        offer(measures_with)
        offer_beside(measures_beside)
