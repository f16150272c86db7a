"""Show the marks of a narrative as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from subjects.extraction.extract import extract


class Command(BaseCommand):
    """``manage.py extract FILE`` or ``manage.py extract -``; needs no database."""

    help = (
        "Vindt personen, bedrijven, adressen, nummers, bedragen en geboortedatums in een verhaal en toont ze "
        "als één JSON-lijst. Er wordt niets gekoppeld of bewaard."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The one file."""
        parser.add_argument(
            "file", metavar="BESTAND", help="tekstbestand (UTF-8 of Windows-1252); - is standaardinvoer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, find, print."""
        marks = [asdict(mark) for mark in extract(_read(options["file"]))]
        fields = ("kind", "start", "end", "text", "value")
        self.stdout.write(
            json.dumps([{field: mark[field] for field in fields} for mark in marks], ensure_ascii=False)
        )


def _read(name: str) -> str:
    """The decoded text with its own line ends, so that offsets are those of the file."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"Het bestand {name} kan niet worden gelezen: {error.strerror}.") from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
