"""Seal everything anew under the active key of the keyring."""

import json
import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.rotation import rotate_all
from encryption import keyring
from encryption.rotation import BATCH, Count


class Command(BaseCommand):
    """``manage.py rotate_keys [--json] [--batch N]``; leaves with 1 when a value can't be read."""

    help = (
        "Verzegelt alle waarden en bestanden opnieuw met de actieve sleutel van VIK_KEYRING. "
        "Mag worden afgebroken en opnieuw gestart. Draai het tot er niets meer te vernieuwen is. Haal een "
        "oude sleutel pas weg als dit verslag zegt dat hij niet meer nodig is, en er geen reservekopie "
        "meer is die hem nodig heeft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How much at once, and for whom the report is."""
        parser.add_argument("--json", action="store_true", help="machineleesbaar verslag")
        parser.add_argument("--batch", type=int, default=BATCH, metavar="N", help="waarden per transactie")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, report, and fail when something can't be read."""
        if not 1 <= options["batch"] <= 10_000:
            raise CommandError("--batch: van 1 tot 10000")
        total, found = Count(), {}
        for name, count in rotate_all(size=options["batch"]):
            found[name] = count
            total.add(count)
            if not options["json"]:
                self._tell(name, count)
        kept = sorted(total.old_keys.keys() & keyring.ring().keys.keys())
        lost = sorted(total.old_keys.keys() - keyring.ring().keys.keys())
        # Who was at work meanwhile may have written an untouched value back as he had read it, so only
        # a run that finds nothing to do sets a key free.
        old = keyring.ring().keys.keys() - {keyring.ring().active, *kept}
        free = [] if total.rotated else sorted(old)
        if options["json"]:
            self.stdout.write(json.dumps(_report(found, total, kept=kept, lost=lost, free=free)))
        else:
            self._conclude(total, kept=kept, lost=lost, free=free)
        if total.unreadable:
            sys.exit(1)

    def _tell(self, name: str, count: Count) -> None:
        line = f"{name}: {count.rotated} vernieuwd, {count.active} al actueel"
        if count.unreadable:
            line += f", {count.unreadable} ONLEESBAAR ({', '.join(count.unreadable_rows)})"
        self.stdout.write(line)

    def _conclude(self, total: Count, *, kept: list[int], lost: list[int], free: list[int]) -> None:
        self.stdout.write(
            f"Samen: {total.rotated} vernieuwd, {total.active} al actueel, {total.unreadable} onleesbaar."
        )
        if kept:
            self.stdout.write(f"Laat op de sleutelring: {_names(kept)}. Er zijn nog waarden mee verzegeld.")
        if lost:
            self.stdout.write(f"Ontbreekt op de sleutelring: {_names(lost)}. Zet terug en draai opnieuw.")
        if total.rotated:
            self.stdout.write("Draai dit nog eens, tot er niets meer te vernieuwen is.")
        if free:
            self.stdout.write(f"Niet meer nodig voor wat nu in VIK staat: {_names(free)}.")


def _names(keys: list[int]) -> str:
    return ("sleutel " if len(keys) == 1 else "sleutels ") + ", ".join(map(str, keys))


def _report(
    found: dict[str, Count], total: Count, *, kept: list[int], lost: list[int], free: list[int]
) -> dict[str, Any]:
    return {
        "active_key": keyring.ring().active,
        "rotated": total.rotated,
        "already_active": total.active,
        "unreadable": total.unreadable,
        "keys_still_needed": kept,
        "keys_missing": lost,
        "keys_no_longer_needed": free,
        "targets": {
            name: {
                "rotated": count.rotated,
                "already_active": count.active,
                "unreadable": count.unreadable,
                "unreadable_rows": count.unreadable_rows,
                "old_keys": _as_json(count.old_keys),
            }
            for name, count in found.items()
        },
    }


def _as_json(keys: Counter[int]) -> dict[str, int]:
    return {str(key): number for key, number in sorted(keys.items())}
