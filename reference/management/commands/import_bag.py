"""Read an extract of the BAG from the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.errors import Refused
from reference.bag import import_bag


class Command(BaseCommand):
    """``manage.py import_bag almelo.csv --municipality GM0141 --date 2026-11-08``."""

    help = (
        "Leest adressen in uit een uittreksel van de BAG (CSV). Opnieuw inlezen verandert niets; wat in een "
        "nieuwer uittreksel van dezelfde gemeente ontbreekt, wordt afgesloten. Zie docs/import-places.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, which municipalities, the day of the extract, and how."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument(
            "--municipality",
            nargs="+",
            default=[],
            metavar="GM0141",
            help="alleen deze gemeenten; zonder: alles in het bestand",
        )
        parser.add_argument(
            "--date",
            type=date.fromisoformat,
            default=None,
            metavar="2026-11-08",
            help="de dag van het uittreksel; zonder: vandaag",
        )
        parser.add_argument(
            "--partial", action="store_true", help="het bestand is een deel: sluit niets af om wat ontbreekt"
        )
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen, niets opslaan")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or only count; print the report."""
        try:
            report = import_bag(
                options["files"],
                extract_date=options["date"] or clock.today(),
                municipalities=[code.upper() for code in options["municipality"]],
                partial=options["partial"],
                trial=options["dry_run"],
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from None
        if options["json"]:
            self.stdout.write(
                json.dumps({"dry_run": options["dry_run"]} | report.as_json(), ensure_ascii=False)
            )
            return
        for line in report.lines():
            self.stdout.write(line)
