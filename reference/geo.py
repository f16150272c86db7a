"""Points in the Netherlands: the national grid (RD New, EPSG:28992) and degrees (WGS84, EPSG:4326).

VIK keeps metres of the national grid, as the maps of CBS and the BAG have them. Degrees are brought to
that grid with the formula of Schreutelkamp and Strang van Hees: within 30 cm of the official
transformation, which is far less than the width of a street.
"""

from __future__ import annotations

from typing import Any, Final

# The church tower of Amersfoort, on which the national grid hangs.
_LATITUDE, _LONGITUDE = 52.15517440, 5.38720621
_X, _Y = 155_000.0, 463_000.0
_TO_X: Final = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_TO_Y: Final = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)


def is_rd(x: float, y: float) -> bool:
    """Can this be metres of the national grid?"""
    return -10_000 <= x <= 300_000 and 290_000 <= y <= 640_000


def is_degrees(latitude: float, longitude: float) -> bool:
    """Can this be a place in the Netherlands in degrees?"""
    return 50.5 <= latitude <= 54 and 3 <= longitude <= 7.6


def rd_of(latitude: Any, longitude: Any) -> tuple[Any, Any]:
    """Metres of the national grid for degrees; takes numbers and whole columns of numbers."""
    north, east = 0.36 * (latitude - _LATITUDE), 0.36 * (longitude - _LONGITUDE)
    return (
        _X + sum(factor * north**p * east**q for p, q, factor in _TO_X),
        _Y + sum(factor * north**p * east**q for p, q, factor in _TO_Y),
    )


def to_rd(point: tuple[float, float]) -> tuple[float, float] | None:
    """A point, given as x and y or as latitude and longitude, in the national grid; elsewhere: nothing."""
    first, second = point
    if is_rd(first, second):
        return first, second
    if is_degrees(first, second):
        return rd_of(first, second)
    return None
