"""GeoJSON, one feature at a time: a map of the whole country need not fit in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from reference.reading.files import NotReadable

LARGEST_FEATURE: Final = 16_000_000
_PIECE: Final = 1_000_000
_START: Final = re.compile(r'"features"\s*:\s*\[')
_DECODE: Final = json.JSONDecoder(parse_constant=lambda name: None)
_GAP: Final = re.compile(r"[\s,]*")


def features_of(path: Path) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Every feature: where it stands, its properties, and its geometry (a text: what is wrong with it)."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _features(file, path.name)
    except UnicodeDecodeError as problem:
        raise NotReadable(f"{path.name} is geen GeoJSON: de tekst is geen UTF-8.") from problem


def _features(file: TextIO, name: str) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    text, at, place = _after_start(file, name), 0, 0
    while True:
        at = _end(_GAP.match(text, at))
        if text.startswith("]", at):
            return
        found, end = _decoded(text, at)
        if end:
            place, at = place + 1, end
            yield f"vlak {place}", *_parts(found)
            continue
        text, at = text[at:], 0
        more = file.read(max(_PIECE, len(text)))
        if not more:
            raise NotReadable(f"{name} is geen volledige GeoJSON: het houdt op na {place} vlakken.")
        if len(text) > LARGEST_FEATURE:
            raise NotReadable(f"{name}: vlak {place + 1} is te groot of geen goede GeoJSON.")
        text += more


def _after_start(file: TextIO, name: str) -> str:
    text = ""
    while True:
        more = file.read(_PIECE)
        text += more
        if start := _START.search(text):
            return text[start.end() :]
        if not more or len(text) > LARGEST_FEATURE:
            raise NotReadable(f"{name} is geen GeoJSON met vlakken (FeatureCollection).")


def _decoded(text: str, at: int) -> tuple[Any, int]:
    """The value at a place in a text and where it ends; end 0: more must be read."""
    try:
        found, end = _DECODE.raw_decode(text, at)
    except json.JSONDecodeError:
        return None, 0
    except RecursionError as problem:
        raise NotReadable("Het bestand is te diep genest.") from problem
    # A number at the end of a piece could go on in the next one.
    return (found, end) if end < len(text) else (None, 0)


def _parts(found: Any) -> tuple[Mapping[str, Any], Any]:
    if not isinstance(found, dict) or found.get("type") != "Feature":
        return {}, "dit is geen vlak"
    columns, shape = found.get("properties"), found.get("geometry")
    if not isinstance(columns, dict):
        return {}, "er zijn geen gegevens bij"
    return columns, shape if isinstance(shape, dict) else {}


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
