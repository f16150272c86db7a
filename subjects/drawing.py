"""The network around one record as points and lines: neighbours around it, drawn on the server. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

WIDTH: Final = 800
MOST_DRAWN: Final = 24
LONGEST: Final = 24
# Which shape each kind has: a drawing may not speak by colour alone.
SHAPES: Final = {"ORGANISATION": "square", "PREMISES": "diamond", "VEHICLE": "triangle"}
ORDER: Final = ("PERSON", "ORGANISATION", "PREMISES", "VEHICLE")


@dataclass(frozen=True, slots=True)
class Dot:
    """One tie to draw: the neighbour (its number, kind, name and address) and what is said of the tie."""

    key: int
    kind: str
    kind_label: str
    label: str
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Point:
    """A neighbour: where it stands, its shape, where its label goes, and what the line to it says."""

    key: int
    x: int
    y: int
    shape: str
    outline: str
    label: str
    full: str
    said: str
    address: str
    anchor: str
    text_x: int
    text_y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template needs to draw; ``more`` neighbours stand only in the table.

    ``kinds`` is the legend: the shape of each kind that is drawn, with its name and outline.
    """

    width: int
    height: int
    x: int
    y: int
    label: str
    points: list[Point]
    more: int
    kinds: list[tuple[str, str, str]]


def draw(label: str, ties: Sequence[Dot]) -> Picture:
    """Place each neighbour once on an ellipse, those of one kind together, the first at the top."""
    dots = _neighbours(ties)
    shown = sorted(dots[:MOST_DRAWN], key=lambda dot: _rank(dot.kind))
    height = 240 if len(shown) < 5 else 380 if len(shown) < 13 else 560
    middle_x, middle_y = WIDTH // 2, height // 2
    points = []
    for place, dot in enumerate(shown):
        angle = 2 * pi * place / len(shown) - pi / 2
        x = round(middle_x + WIDTH * 0.24 * cos(angle))
        y = round(middle_y + (height / 2 - 46) * sin(angle))
        side = round(cos(angle), 3)
        anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
        shift = 0 if anchor == "middle" else 14 if anchor == "start" else -14
        below = 26 if anchor == "middle" and y > middle_y else -16 if anchor == "middle" else 4
        shape = SHAPES.get(dot.kind, "circle")
        points.append(
            Point(
                dot.key, x, y, shape, _outline(shape, x, y), _short(dot.label), dot.label, dot.said,
                dot.address, anchor, x + shift, y + below,
            )
        )  # fmt: skip
    kinds = dict.fromkeys((SHAPES.get(dot.kind, "circle"), dot.kind_label) for dot in shown)
    legend = [(shape, name, _outline(shape, 8, 8)) for shape, name in kinds]
    return Picture(WIDTH, height, middle_x, middle_y, _short(label), points, len(dots) - len(shown), legend)


def _neighbours(ties: Sequence[Dot]) -> list[Dot]:
    """Each neighbour once, with everything that is said of its ties."""
    found: dict[int, Dot] = {}
    for dot in ties:
        known = found.get(dot.key)
        said = f"{known.said}; {dot.said}" if known else dot.said
        found[dot.key] = Dot(dot.key, dot.kind, dot.kind_label, dot.label, said, dot.address)
    return list(found.values())


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _outline(shape: str, x: int, y: int) -> str:
    """The corners of a shape around a point; a circle has none."""
    corners = {
        "square": ((-7, -7), (7, -7), (7, 7), (-7, 7)),
        "diamond": ((0, -10), (10, 0), (0, 10), (-10, 0)),
        "triangle": ((0, -9), (9, 7), (-9, 7)),
    }.get(shape, ())
    return " ".join(f"{x + right},{y + down}" for right, down in corners)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
