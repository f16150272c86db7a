"""Make texts searchable that came in before VIK could search in texts, or under an older index key."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from access.contexts import SYSTEM, acting_as
from signals.models import Signal
from signals.models.signal import tokens_of

BATCH: Final = 500
WHY: Final = "zoekwoorden bijwerken"


class Command(BaseCommand):
    """``index_texts``: doing it again changes nothing; may be stopped and started at any time."""

    help = "Maakt de teksten van alle signalen doorzoekbaar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Nothing to choose."""

    def handle(self, *args: Any, **options: Any) -> None:
        """In batches, each in a transaction of its own."""
        changed, after = 0, None
        while True:
            with acting_as(SYSTEM, why=WHY):
                rows = Signal.objects.unrestricted(why=WHY).order_by("pk")
                batch = list(rows.filter(pk__gt=after)[:BATCH] if after else rows[:BATCH])
                for signal in batch:
                    tokens = tokens_of(signal)
                    if tokens != signal.tokens:
                        Signal.objects.filter(pk=signal.pk).unrestricted(why=WHY).update(tokens=tokens)
                        changed += 1
            if len(batch) < BATCH:
                break
            after = batch[-1].pk
        self.stdout.write(f"{changed} signalen bijgewerkt")
