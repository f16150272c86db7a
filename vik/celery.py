"""The worker: carries out tasks, and has a timetable for those that nobody asks for."""

import os

from celery import Celery
from celery.signals import setup_logging, worker_init

from vik.timetable import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vik.settings")

app = Celery("vik")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = TIMETABLE
app.autodiscover_tasks()


@setup_logging.connect
def _write_as_the_site_does(**_: object) -> None:
    """Keep Celery from its own way of logging, which writes out what an exception says."""


@worker_init.connect
def _refuse_without_keys(**_: object) -> None:
    """Stop a worker that couldn't read or write what it is asked to."""
    from vik.checks import refuse_unsafe_start

    refuse_unsafe_start()
