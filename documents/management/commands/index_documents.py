"""Make documents findable that came in under an older index key, or before VIK could search in them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from access.contexts import SYSTEM, acting_as
from core.errors import Refused
from documents.models import Document
from documents.operations.indexing import index_again

BATCH: Final = 50
WHY: Final = "zoekwoorden van documenten bijwerken"


class Command(BaseCommand):
    """``index_documents``: doing it again changes nothing; may be stopped and started at any time."""

    help = "Maakt de tekst van alle documenten doorzoekbaar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Nothing to choose."""

    def handle(self, *args: Any, **options: Any) -> None:
        """In batches, each in a transaction of its own."""
        changed, unread, after = 0, 0, None
        while True:
            with acting_as(SYSTEM, why=WHY):
                kept = Document.objects.filter(current=True, hidden_at=None, destroyed_at=None)
                rows = kept.unrestricted(why=WHY).order_by("pk")
                batch = list((rows.filter(pk__gt=after) if after else rows)[:BATCH])
                for document in batch:
                    try:
                        changed += index_again(document)
                    except Refused:
                        unread += 1
            if len(batch) < BATCH:
                break
            after = batch[-1].pk
        self.stdout.write(f"{changed} documenten bijgewerkt, {unread} onleesbaar")
        if unread:
            raise SystemExit(1)
