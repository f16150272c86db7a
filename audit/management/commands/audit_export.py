"""Write the audit log to a file that the stand-alone verifier reads."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audit.checkpoints import stored_lines
from audit.models import Action
from audit.origin import Origin, origin
from audit.record import record_event


class Command(BaseCommand):
    """``manage.py audit_export FILE``."""

    help = "Schrijf het logboek naar een bestand voor audit/verifier.py; de export zelf wordt vastgelegd."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Record the export, then write line by line."""
        with origin(Origin.system()):
            record_event(Action.EXPORT, record_type="audit.auditevent")
        with options["file"].open("x", encoding="utf-8") as target:
            for line in stored_lines():
                target.write(json.dumps({"canonical": line.canonical, "hash": line.hash}) + "\n")
        self.stdout.write("geschreven")
