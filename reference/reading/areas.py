"""The wijk- en buurtkaart of CBS, as GeoPackage or GeoJSON: one area after another, broken ones told.

Columns of all years are known: ``buurtcode`` (from 2022), ``BU_CODE`` (before), ``statcode``
(gebiedsindelingen). Metres of the national grid and degrees are both read; which it was is told by the
numbers themselves, since GeoJSON often does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from reference import geo
from reference.reading.files import NotReadable, beginning
from reference.reading.geojson import features_of
from reference.reading.geopackage import SQLITE, rows_of

LARGEST_FILE: Final = 2_000_000_000
MOST_POINTS: Final = 200_000
MUNICIPALITY, DISTRICT, NEIGHBOURHOOD = "MUNICIPALITY", "DISTRICT", "NEIGHBOURHOOD"
# From large to small: who reads in this order has the parent first.
KINDS: Final = (MUNICIPALITY, DISTRICT, NEIGHBOURHOOD)
RD, DEGREES = "RD New (EPSG:28992)", "WGS84 (EPSG:4326)"
_FORMS: Final = {
    MUNICIPALITY: re.compile(r"GM\d{4}"),
    DISTRICT: re.compile(r"WK\d{6}"),
    NEIGHBOURHOOD: re.compile(r"BU\d{8}"),
}
_CODES: Final = {
    NEIGHBOURHOOD: ("buurtcode", "bu_code"),
    DISTRICT: ("wijkcode", "wk_code"),
    MUNICIPALITY: ("gemeentecode", "gm_code"),
}
_NAMES: Final = {
    NEIGHBOURHOOD: ("buurtnaam", "bu_naam"),
    DISTRICT: ("wijknaam", "wk_naam"),
    MUNICIPALITY: ("gemeentenaam", "gm_naam"),
}
_WATER: Final = ("water", "h2o")
# Repairing a boundary may not move it: of the surface no more than this part may change.
_MAY_CHANGE: Final = 0.001


@dataclass(frozen=True, slots=True)
class Feature:
    """One area of the map; ``grid`` says in what its coordinates were written."""

    code: str
    name: str
    kind: str
    geometry: BaseGeometry
    grid: str
    mended: bool = False

    @property
    def municipality(self) -> str:
        """The code of the municipality that it lies in."""
        return f"GM{self.code[2:6]}"

    @property
    def parent(self) -> str:
        """The code of the area around it; codes of CBS are made of one another."""
        return {NEIGHBOURHOOD: f"WK{self.code[2:8]}", DISTRICT: self.municipality}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Broken:
    """What can't be read, where, and why; ``code`` is empty when even that is not known."""

    where: str
    why: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Water:
    """A part of the map that is only water: nobody lives there."""

    code: str


Item = Feature | Broken | Water


def read_areas(path: Path, kind: str, municipalities: frozenset[str] = frozenset()) -> Iterator[Item]:
    """The areas of one kind (empty ``municipalities``: of all). Raises NotReadable for a wrong file."""
    head = beginning(path, most=LARGEST_FILE)
    if head.startswith(SQLITE):
        found: Iterator[tuple[str, Mapping[str, Any], Any]] = rows_of(path, _all_columns())
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = features_of(path)
    else:
        raise NotReadable(f"{path.name} is geen GeoPackage en geen GeoJSON.")
    for where, columns, shape in found:
        item = _item(where, {name.casefold(): value for name, value in columns.items()}, shape, kind)
        if item is None or (municipalities and item.code and f"GM{item.code[2:6]}" not in municipalities):
            continue
        yield item if isinstance(item, Water | Broken) else _drawn(item, shape, where)


def _all_columns() -> frozenset[str]:
    groups = (*_CODES.values(), *_NAMES.values(), _WATER, ("statcode", "statnaam"))
    return frozenset(name for group in groups for name in group)


@dataclass(frozen=True, slots=True)
class _Named:
    code: str
    name: str
    kind: str


def _item(where: str, columns: Mapping[str, Any], shape: Any, kind: str) -> _Named | Broken | Water | None:
    """What a row is about, without its boundary; nothing when it is of another kind."""
    unread = shape if isinstance(shape, str) else ""
    actual, code = _kind(columns)
    if actual != kind:
        # A row of no kind at all is told once, with the kind that is read first.
        nothing = not actual and kind == KINDS[0]
        return Broken(where, unread or "geen code van een gemeente, wijk of buurt") if nothing else None
    if unread:
        return Broken(where, unread, code if _FORMS[kind].fullmatch(code) else "")
    if not _FORMS[kind].fullmatch(code):
        return Broken(where, f"de code “{code[:20]}” is geen code van CBS")
    if str(_first(columns, _WATER)).strip().upper() in {"JA", "B", "1", "TRUE", "W"}:
        return Water(code)
    name = " ".join(str(_first(columns, (*_NAMES[kind], "statnaam")) or "").split())
    if not name or len(name) > 160 or not name.isprintable():
        return Broken(where, "geen naam, of een naam die niet kan", code)
    return _Named(code, name, kind)


def _kind(columns: Mapping[str, Any]) -> tuple[str, str]:
    """The smallest area that the row has a code of: a buurt names its wijk and gemeente too."""
    for kind, names in _CODES.items():
        if code := _first(columns, names):
            return kind, str(code).strip().upper()
    code = str(columns.get("statcode") or "").strip().upper()
    prefixes = {"BU": NEIGHBOURHOOD, "WK": DISTRICT, "GM": MUNICIPALITY}
    return prefixes.get(code[:2], ""), code


def _first(columns: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((columns[name] for name in names if columns.get(name) not in (None, "")), "")


def _drawn(named: _Named, shape: Any, where: str) -> Item:
    """The area with its boundary in metres, mended when it only touches itself."""

    def broken(why: str) -> Broken:
        return Broken(where, why, named.code)

    try:
        geometry = shapely.from_wkb(shape) if isinstance(shape, bytes) else shapely.geometry.shape(shape)
        geometry = shapely.force_2d(geometry)
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return broken("de grens is niet te lezen")
    except RecursionError:
        return broken("de grens is te diep genest")
    if geometry is None or geometry.is_empty or geometry.geom_type not in ("Polygon", "MultiPolygon"):
        return broken("de grens is geen vlak")
    if shapely.get_num_coordinates(geometry) > MOST_POINTS:
        return broken(f"de grens heeft meer dan {MOST_POINTS} punten")
    west, south, east, north = (float(edge) for edge in geometry.bounds)
    if geo.is_rd(west, south) and geo.is_rd(east, north):
        grid = RD
    elif geo.is_degrees(south, west) and geo.is_degrees(north, east):
        grid = DEGREES
        geometry = shapely.transform(geometry, _metres)
    else:
        return broken("de grens ligt niet in Nederland (alleen RD en WGS84)")
    valid = geometry if geometry.is_valid else _mended(geometry)
    if valid is None:
        return broken(f"de grens kruist zichzelf: {shapely.is_valid_reason(geometry)}")
    return Feature(named.code, named.name, named.kind, valid, grid, mended=valid is not geometry)


def _metres(points: Any) -> Any:
    """Longitude and latitude of many points at once, as they stand in GeoJSON, to metres."""
    moved = points.copy()
    moved[:, 0], moved[:, 1] = geo.rd_of(points[:, 1], points[:, 0])
    return moved


def _mended(geometry: BaseGeometry) -> BaseGeometry | None:
    """The same surface without the fault; nothing when it would become another surface."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    planes = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]
    whole = shapely.union_all(planes)
    hull = max(float(geometry.area), float(whole.area))
    changed = abs(float(geometry.area) - float(whole.area))
    return whole if hull and changed <= _MAY_CHANGE * hull else None
