"""Write the audit log to a file for an auditor."""

import os
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.export import write_export
from audit.models import Action
from audit.origin import Origin, origin
from audit.record import record_event


class Command(BaseCommand):
    """``manage.py audit_export FILE [--from DATE]``."""

    help = "Schrijft het logboek naar een bestand dat script/verify-audit kan controleren."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and from when."""
        parser.add_argument("file", type=Path, metavar="BESTAND")
        parser.add_argument(
            "--from", dest="since", type=date.fromisoformat, metavar="JJJJ-MM-DD", help="vanaf deze dag (UTC)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Record the export, then write line by line to a file that only its owner may read."""
        try:
            handle = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"Dit bestand kan niet worden gemaakt: {error.strerror}") from error
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as target:
            with origin(Origin.system()):
                record_event(Action.EXPORT, record_type="audit.auditevent", details={"via": "audit_export"})
            count = write_export(target, since=options["since"])
        self.stdout.write(f"{count} regels geschreven.")
