"""Derive every acl anew and report drift."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from access.acl import rebuild_all


class Command(BaseCommand):
    """``manage.py rebuild_acl [--json]``."""

    help = "Leid van elk record opnieuw af wie het mag zien; meldt hoeveel er afweken."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help="machineleesbaar verslag")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and report."""
        found = rebuild_all()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(drift) for drift in found]))
            return
        for drift in found:
            self.stdout.write(f"{drift.model}: {drift.checked} nagegaan, {drift.repaired} hersteld")
