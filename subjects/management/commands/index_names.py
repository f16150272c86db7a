"""Make names findable by sound that came in before VIK could, or under an older index key."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from access.contexts import SYSTEM, acting_as
from subjects.models import Subject
from subjects.operations.keys import index_names

BATCH: Final = 500
WHY: Final = "namen bijwerken"


class Command(BaseCommand):
    """``index_names``: doing it again changes nothing; may be stopped and started at any time."""

    help = "Maakt de namen van alle subjecten en objecten vindbaar op klank."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Nothing to choose."""

    def handle(self, *args: Any, **options: Any) -> None:
        """In batches, each in a transaction of its own."""
        changed, after = 0, None
        while True:
            with acting_as(SYSTEM, why=WHY):
                rows = Subject.objects.unrestricted(why=WHY).order_by("pk")
                batch = list(rows.filter(pk__gt=after)[:BATCH] if after else rows[:BATCH])
                for subject in batch:
                    changed += index_names(subject)
            if len(batch) < BATCH:
                break
            after = batch[-1].pk
        self.stdout.write(f"{changed} registraties bijgewerkt")
