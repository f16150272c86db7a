"""Today and now: the only place that asks the clock."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in Europe/Amsterdam."""
    return timezone.localdate()
