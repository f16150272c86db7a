"""Maps and extracts as CBS and the BAG publish them, made on the spot."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely

# A square kilometre per buurt, west to east, in the middle of Almelo.
WEST, SOUTH = 240_000, 485_000
HEADING = (
    "openbareruimte;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente;provincie;"
    "nummeraanduiding;verblijfsobjectgebruiksdoel;oppervlakteverblijfsobject;verblijfsobjectstatus;"
    "object_id;object_type;nevenadres;pandid;pandstatus;pandbouwjaar;x;y;lon;lat"
)


def square(place: int, size: int = 1000) -> Any:
    """The square of a buurt."""
    return shapely.box(WEST + place * size, SOUTH, WEST + (place + 1) * size, SOUTH + size)


def town(names: Iterable[str] = ("Centrum", "De Riet"), *, code: str = "0141") -> list[dict[str, Any]]:
    """A gemeente with one wijk and a buurt for each name."""
    buurten = [
        {"buurtcode": f"BU{code}10{n:02}", "buurtnaam": name, "wijkcode": f"WK{code}10"}
        | {"gemeentecode": f"GM{code}", "gemeentenaam": "Almelo", "water": "NEE", "shape": square(n)}
        for n, name in enumerate(names)
    ]
    whole = shapely.union_all([row["shape"] for row in buurten])
    around = {"gemeentecode": f"GM{code}", "gemeentenaam": "Almelo", "water": "NEE", "shape": whole}
    wijk = {"wijkcode": f"WK{code}10", "wijknaam": "Binnenstad", **around}
    return [around, wijk, *buurten]


def layer_of(row: Mapping[str, Any]) -> str:
    """The layer in which CBS keeps a row."""
    names = {name.casefold() for name in row}
    if names & {"buurtcode", "bu_code"}:
        return "buurten"
    return "wijken" if names & {"wijkcode", "wk_code"} else "gemeenten"


def geopackage(path: Path, rows: Iterable[Mapping[str, Any]], *, envelope: bool = True) -> Path:
    """A GeoPackage as a GIS writes it: tables of contents, a layer per kind, boundaries with a header."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER)")
        file.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)")
        layers: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            layers.setdefault(layer_of(row), []).append(row)
        for layer, found in layers.items():
            columns = [name for name in found[0] if name != "shape"]
            file.execute("INSERT INTO gpkg_contents VALUES (?, 'features', 28992)", [layer])
            file.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 28992)", [layer])
            names = ", ".join(f'"{name}" TEXT' for name in columns)
            file.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, geom BLOB, {names})')
            for row in found:
                marks = ", ".join("?" * (len(columns) + 1))
                values = [_blob(row["shape"], envelope), *(row.get(name) for name in columns)]
                listed = ", ".join(f'"{name}"' for name in columns)
                file.execute(f'INSERT INTO "{layer}" (geom, {listed}) VALUES ({marks})', values)
    return path


def _blob(shape: Any, envelope: bool) -> Any:
    if shape is None or isinstance(shape, bytes):
        return shape
    head = b"GP" + bytes([0, 3 if envelope else 1]) + struct.pack("<i", 28992)
    if envelope:
        west, south, east, north = shape.bounds
        head += struct.pack("<4d", west, east, south, north)
    return head + shapely.to_wkb(shape)


def geojson(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """GeoJSON with the same rows."""
    features = [
        {
            "type": "Feature",
            "properties": {name: value for name, value in row.items() if name != "shape"},
            "geometry": row["shape"] if isinstance(row["shape"], dict) else _mapping(row["shape"]),
        }
        for row in rows
    ]
    told = {"type": "FeatureCollection", "name": "kaart", "features": features}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def _mapping(shape: Any) -> Any:
    return json.loads(shapely.to_geojson(shape)) if shape is not None else None


def address(number: int, **other: Any) -> dict[str, Any]:
    """One address of the Grotestraat, as a row of the extract."""
    return {
        "openbareruimte": "Grotestraat",
        "huisnummer": number,
        "postcode": "7607 CA",
        "woonplaats": "Almelo",
        "gemeente": "Almelo",
        "nummeraanduiding": f"014120{number:010}",
        "verblijfsobjectgebruiksdoel": "woonfunctie",
        "verblijfsobjectstatus": "Verblijfsobject in gebruik",
        "object_id": f"014101{number:010}",
        "object_type": "VBO",
        "nevenadres": "f",
        "pandid": f"014110{number:010}",
        "x": WEST + 500,
        "y": SOUTH + 500,
        **other,
    }


def extract(
    path: Path,
    rows: Iterable[Mapping[str, Any]],
    *,
    heading: str = HEADING,
    separator: str = ";",
    encoding: str = "utf-8",
) -> Path:
    """A CSV with these rows."""
    names = heading.split(";")
    lines = [separator.join(names)]
    lines += [separator.join(str(row.get(name, "")) for name in names) for row in rows]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path
