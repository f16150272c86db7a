"""The network around one record as points and lines: a circle of neighbours, drawn on the server. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

WIDTH: Final = 640
MOST_DRAWN: Final = 16
LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Point:
    """A neighbour: where it stands, where its label goes, and what the line to it says."""

    x: int
    y: int
    label: str
    said: str
    address: str
    anchor: str
    text_x: int
    text_y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template needs to draw; ``more`` neighbours stand only in the table."""

    width: int
    height: int
    x: int
    y: int
    label: str
    points: list[Point]
    more: int


def draw(label: str, neighbours: Sequence[tuple[str, str, str]]) -> Picture:
    """Place the neighbours (label, relation, address) on an ellipse, the first at the top."""
    shown = neighbours[:MOST_DRAWN]
    height = 240 if len(shown) < 5 else 380
    middle_x, middle_y = WIDTH // 2, height // 2
    points = []
    for place, (name, said, address) in enumerate(shown):
        angle = 2 * pi * place / len(shown) - pi / 2
        x = round(middle_x + WIDTH * 0.27 * cos(angle))
        y = round(middle_y + (height / 2 - 46) * sin(angle))
        side = round(cos(angle), 3)
        anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
        shift = 0 if anchor == "middle" else 14 if anchor == "start" else -14
        below = 26 if anchor == "middle" and y > middle_y else -16 if anchor == "middle" else 4
        points.append(Point(x, y, _short(name), said, address, anchor, x + shift, y + below))
    return Picture(WIDTH, height, middle_x, middle_y, _short(label), points, len(neighbours) - len(shown))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
