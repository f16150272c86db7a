"""The roof as an app: brings the start-up checks and the task queue to every process."""

from django.apps import AppConfig


class Config(AppConfig):
    """Comes last, when all rooms are ready."""

    name = "vik"
    verbose_name = "VIK"

    def ready(self) -> None:
        """Register the checks, and make our task queue the one that tasks find."""
        from vik import celery, checks

        celery.app.set_default()
        # Operations call jobs by name, also in the web process: so all are known from the start.
        celery.app.autodiscover_tasks(force=True)
        checks.register_all()
