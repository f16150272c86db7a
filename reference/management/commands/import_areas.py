"""Read the wijk- en buurtkaart of CBS from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refused
from reference.areas import import_areas


class Command(BaseCommand):
    """``manage.py import_areas wijkenbuurten_2025.gpkg --year 2025 --municipality GM0141``."""

    help = (
        "Leest gemeenten, wijken en buurten in uit de wijk- en buurtkaart van CBS (GeoPackage of GeoJSON, "
        "RD of WGS84). Opnieuw inlezen verandert niets; een nieuw jaar sluit de oude rijen af. "
        "Zie docs/import-places.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """File, year, which municipalities, and how."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, required=True, help="het jaar van de kaart")
        parser.add_argument(
            "--municipality",
            nargs="+",
            default=[],
            metavar="GM0141",
            help="alleen deze gemeenten; zonder: alles in het bestand",
        )
        parser.add_argument(
            "--partial", action="store_true", help="het bestand is een deel: sluit niets af om wat ontbreekt"
        )
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen, niets opslaan")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or only count; print the report."""
        path: Path = options["file"]
        try:
            report = import_areas(
                path,
                year=options["year"],
                municipalities=[code.upper() for code in options["municipality"]],
                partial=options["partial"],
                trial=options["dry_run"],
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from None
        if options["json"]:
            told = {"file": path.name, "dry_run": options["dry_run"]} | report.as_json()
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for line in report.lines():
            self.stdout.write(line)
