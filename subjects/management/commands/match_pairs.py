"""Score pairs of descriptions from a file, for measuring the comparison engine. Needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from subjects.matching.compare import compare

UNREADABLE: dict[str, Any] = {"id": None, "score": 0, "reasons": []}


class Command(BaseCommand):
    """``match_pairs PAIRS.jsonl``: one line out for every line in, in the same order.

    A line in is ``{"id", "type", "a": {...}, "b": {...}}``; a line out ``{"id", "score", "reasons"}``. For a line
    that can't be read the number goes to stderr and ``{"id": null, "score": 0, "reasons": []}`` out, so that
    lines keep their place; the command then ends with exit code 1. Empty lines are skipped.
    """

    help = (
        "Vergelijkt paren van beschrijvingen (JSON, een paar per regel) en schrijft per paar een regel met "
        "id, score en redenen. De score is alleen een volgorde, geen oordeel. Gebruik - voor standaardinvoer."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only the file."""
        parser.add_argument("file", metavar="FILE.jsonl", help="bestand met paren, of - voor standaardinvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Stream the file: no more than one pair is in memory."""
        broken = 0
        try:
            for number, line in _lines(options["file"]):
                answer = _answer(line)
                if answer is None:
                    broken += 1
                    self.stderr.write(f"Regel {number} is niet te lezen: geen paar met a en b in JSON.")
                    answer = UNREADABLE
                self.stdout.write(json.dumps(answer))  # ASCII: any id survives any terminal
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}") from None
        if broken:
            raise CommandError(f"{broken} regel(s) konden niet worden gelezen.", returncode=1)


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their number."""
    if name == "-":
        yield from _numbered(sys.stdin.buffer)
        return
    with Path(name).open("rb") as stream:
        yield from _numbered(stream)


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield number, line


def _answer(line: bytes) -> dict[str, Any] | None:
    """Identity, score and reasons of one pair; None for a line that is no pair."""
    try:
        pair = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(pair, Mapping):
        return None
    left, right = pair.get("a"), pair.get("b")
    if not isinstance(left, Mapping) or not isinstance(right, Mapping):
        return None
    card = compare(left, right, pair.get("type"))
    return {"id": pair.get("id"), "score": card.score, "reasons": card.reasons}
