"""Read persons of the register (BRP, columns of LO3) from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import User
from subjects.intake.importing import import_persons
from subjects.intake.lo3 import NotLo3, read_persons

PURPOSE = "Inlezen van personen"


class Command(BaseCommand):
    """``import_persons FILE --as coordinator@almelo.demo``."""

    help = (
        "Leest personen in uit een bestand met kolommen van de BRP (LO3, puntkomma's). Opnieuw inlezen "
        "verandert niets. Nationaliteit en verblijfstitel worden niet bewaard."
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
        try:
            with (
                acting_as(user, why="import_persons", purpose=PURPOSE),
                path.open(encoding="utf-8-sig", errors="replace", newline="") as lines,
            ):
                report = import_persons(by=user, persons=read_persons(lines), store=not options["dry_run"])
        except Denied as denied:
            raise CommandError(denied.decision.reason) from None
        except NotLo3 as problem:
            raise CommandError(str(problem)) from None
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}") from None
        if options["json"]:
            self.stdout.write(
                json.dumps({"file": path.name, "dry_run": options["dry_run"]} | report.as_json())
            )
            return
        self.stdout.write(
            f"{report.persons} personen gelezen: {report.made} nieuw, {report.known} al bekend, "
            f"{report.completed} aangevuld. "
            f"{report.related} familieleden zonder eigen regel, {report.relations} relaties."
        )
        for part, count in sorted(report.left_out.items()):
            self.stdout.write(f"niet overgenomen: categorie {part}, {count} keer")
        for line, reason in report.refused:
            self.stdout.write(f"regel {line}: {reason}")
