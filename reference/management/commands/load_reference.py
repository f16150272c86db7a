"""Load the lists that VIK ships: themes, phenomena, indicators, areas, regimes and legal bases."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reference.operations import load_shipped


class Command(BaseCommand):
    """``manage.py load_reference``: twice changes nothing, and edited rows are never overwritten."""

    help = "Laadt de meegeleverde lijsten. Wat in beheer is gewijzigd, blijft staan."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--json`` for a machine-readable account."""
        parser.add_argument("--json", action="store_true", help="uitkomst als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and tell what was done."""
        results = load_shipped()
        if options["json"]:
            self.stdout.write(json.dumps({result.name: result.as_dict() for result in results}))
            return
        for result in results if options["verbosity"] else ():
            self.stdout.write(
                f"{result.name}: {result.made} nieuw, {result.updated} bijgewerkt, "
                f"{result.same} gelijk, {result.kept} in beheer gewijzigd en zo gelaten"
            )
