"""Explain a legal term: ``manage.py deadline bezwaar 2026-03-24 --json``."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from legal.terms import UnknownTerm, kinds, term
from reference.operations import shipped_free_days
from reference.queries import free_days


class Command(BaseCommand):
    """Compute a term and say why, with the free days of this installation."""

    help = "Rekent een wettelijke termijn uit en legt uit waarom. Soorten: " + ", ".join(kinds())
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Kind, date and form of the answer."""
        parser.add_argument("kind", metavar="SOORT", help="bijvoorbeeld bezwaar of sluiting-maanden:6")
        parser.add_argument("date", metavar="DATUM", help="de dag waarop de termijn begint, als 2026-11-23")
        parser.add_argument("--json", action="store_true", help="uitkomst als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer, or say in Dutch what is wrong (exit code 2)."""
        try:
            start = date.fromisoformat(options["date"].strip())
        except ValueError:
            raise CommandError(
                f"“{options['date']}” is geen dag; schrijf bijvoorbeeld 2026-11-23.", returncode=2
            ) from None
        try:
            found = term(options["kind"], start, _free_days())
        except UnknownTerm as unknown:
            raise CommandError(str(unknown), returncode=2) from None
        except (OverflowError, ValueError):
            raise CommandError("Deze termijn eindigt voorbij de kalender.", returncode=2) from None
        if not options["json"]:
            self.stdout.write(f"{found.end.isoformat()}  {found.article}\n{found.explanation}")
            return
        answer = {
            "kind": found.rule.kind,
            "label": found.rule.label,
            "start": found.start.isoformat(),
            "first_day": found.first_day.isoformat(),
            "length": found.rule.length,
            "unit": found.rule.unit,
            "raw_end": found.raw_end.isoformat(),
            "end": found.end.isoformat(),
            "moved": found.moved,
            "skipped": [{"day": row.day.isoformat(), "why": row.why} for row in found.skipped],
            "article": found.article,
            "explanation": found.explanation,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _free_days() -> frozenset[date]:
    """The days that this installation keeps; those that VIK ships where there is no database."""
    try:
        return free_days() or shipped_free_days()
    except Error:
        return shipped_free_days()
