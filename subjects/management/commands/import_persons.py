"""Read persons of the register (BRP, columns of LO3) from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from access.decisions import Denied
from accounts.models import User
from core import clock
from subjects.intake.importing import import_persons
from subjects.intake.rows import NotLo3, text_lines


class _Lines:
    """The lines of a file, as often as they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[str]:
        return text_lines(self.path)


class Command(BaseCommand):
    """``import_persons FILE --as coordinator@almelo.demo``."""

    help = (
        "Leest personen in uit een bestand met kolommen van de BRP (LO3). Opnieuw inlezen verandert niets. "
        "Het verslag noemt elke kolom die VIK niet overneemt, met de reden. Zie docs/import-persons.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File, user, and how."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--as", required=True, dest="user", metavar="USER", help="e-mailadres van wie inleest"
        )
        parser.add_argument("--dry-run", action="store_true", help="alleen tellen, niets opslaan")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or only count; print the report."""
        user = User.objects.filter(email__iexact=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen actieve gebruiker {options['user']}.")
        path: Path = options["file"]
        trial = options["dry_run"]
        try:
            report = import_persons(by=user, lines=_Lines(path), store=not trial, today=clock.today())
        except Denied as denied:
            raise CommandError(denied.decision.reason) from None
        except NotLo3 as problem:
            raise CommandError(str(problem)) from None
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}") from None
        if options["json"]:
            self.stdout.write(json.dumps({"file": path.name, "dry_run": trial} | report.as_json()))
            return
        for line in report.lines():
            self.stdout.write(line)
