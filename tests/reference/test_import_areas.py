"""The wijk- en buurtkaart: each year its own rows, nothing overwritten, broken boundaries told."""

import gzip
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from reference.areas import import_areas
from reference.geo import rd_of
from reference.models import Area, AreaShape
from reference.operations import load_shipped
from reference.queries import area_of
from reference.reading.areas import KINDS, Broken, Feature, Water, read_areas
from reference.reading.files import NotReadable
from tests.reference.maps import SOUTH, WEST, geojson, geopackage, square, town

BEGUN = date(2025, 1, 1)
INSIDE_CENTRUM, INSIDE_RIET = (WEST + 500, SOUTH + 500), (WEST + 1500, SOUTH + 500)


@pytest.fixture
def no_areas(db: None) -> None:
    """A list of areas without rows."""
    while Area.objects.exists():
        Area.objects.exclude(pk__in=Area.objects.exclude(parent=None).values("parent")).delete()


def bring(path: Path, *options: str, year: int = 2025) -> dict[str, Any]:
    out = StringIO()
    call_command("import_areas", str(path), "--year", str(year), "--json", *options, stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def rows() -> list[tuple[Any, ...]]:
    return list(
        Area.objects.order_by("code", "valid_from").values_list(
            "code", "label", "valid_from", "valid_to", "pk"
        )
    )


def test_a_geopackage_gives_gemeente_wijk_and_buurt_each_within_the_other(no_areas: None, tmp_path: Path):
    told = bring(geopackage(tmp_path / "kaart.gpkg", town()))
    assert (told["made"], told["broken"], told["grid"]) == (4, 0, ["RD New (EPSG:28992)"])
    buurt = Area.objects.get(code="BU01411001")
    assert (buurt.label, buurt.boundary_year, buurt.valid_from) == ("De Riet", 2025, BEGUN)
    assert (buurt.parent.code, buurt.parent.parent.code) == ("WK014110", "GM0141")


def test_geojson_in_degrees_gives_the_same_areas(no_areas: None, tmp_path: Path):
    from_degrees = [row | {"shape": degrees(row["shape"])} for row in town()]
    told = bring(geojson(tmp_path / "kaart.geojson", from_degrees))
    assert (told["made"], told["grid"]) == (4, ["WGS84 (EPSG:4326)"])
    assert area_of(INSIDE_RIET, BEGUN).neighbourhood.label == "De Riet"


def test_geojson_in_metres_is_read_too(no_areas: None, tmp_path: Path):
    assert bring(geojson(tmp_path / "kaart.geojson", town()))["grid"] == ["RD New (EPSG:28992)"]


@pytest.mark.parametrize(
    "names",
    [
        {"buurtcode": "BU_CODE", "buurtnaam": "BU_NAAM", "wijkcode": "WK_CODE", "gemeentecode": "GM_CODE"}
        | {"wijknaam": "WK_NAAM", "gemeentenaam": "GM_NAAM", "water": "H2O"},
        {"buurtcode": "bu_code", "buurtnaam": "bu_naam", "wijkcode": "wk_code", "gemeentecode": "gm_code"}
        | {"wijknaam": "wk_naam", "gemeentenaam": "gm_naam", "water": "h2o"},
    ],
)
def test_the_column_names_of_older_maps_are_known(no_areas: None, tmp_path: Path, names: dict[str, str]):
    older = [{names.get(name, name): value for name, value in row.items()} for row in town()]
    assert bring(geopackage(tmp_path / "oud.gpkg", older, envelope=False))["made"] == 4


def test_the_gebiedsindelingen_with_statcode_are_known(no_areas: None, tmp_path: Path):
    only = [{"statcode": "BU01411000", "statnaam": "Centrum", "shape": square(0)}]
    assert bring(geojson(tmp_path / "kaart.json", only))["made"] == 1


def test_the_same_map_twice_changes_nothing(no_areas: None, tmp_path: Path):
    path = geopackage(tmp_path / "kaart.gpkg", town())
    bring(path)
    before, shapes = rows(), list(AreaShape.objects.values_list("pk", "changed_at"))
    told = bring(path)
    assert (told["made"], told["same"], told["closed"]) == (0, 4, 0)
    assert (rows(), list(AreaShape.objects.values_list("pk", "changed_at"))) == (before, shapes)


def test_a_new_year_ends_the_old_rows_the_day_before_and_overwrites_none(no_areas: None, tmp_path: Path):
    bring(geopackage(tmp_path / "2025.gpkg", town(["Centrum", "De Riet"])))
    told = bring(geopackage(tmp_path / "2026.gpkg", town(["Centrum", "De Riet-Zuid"])), year=2026)
    assert (told["made"], told["closed"]) == (4, 4)
    old, new = Area.objects.filter(code="BU01411001").order_by("valid_from")
    assert (old.label, old.valid_to) == ("De Riet", date(2025, 12, 31))
    assert (new.label, new.valid_from, new.valid_to) == ("De Riet-Zuid", date(2026, 1, 1), None)
    assert new.parent.valid_from == date(2026, 1, 1)
    assert area_of(INSIDE_RIET, date(2025, 6, 1)).boundary_year == 2025
    assert area_of(INSIDE_RIET, date(2026, 6, 1)).neighbourhood == new


def test_a_buurt_that_the_new_map_lacks_ends(no_areas: None, tmp_path: Path):
    bring(geopackage(tmp_path / "2025.gpkg", town(["Centrum", "De Riet"])))
    bring(geopackage(tmp_path / "2026.gpkg", town(["Centrum"])), year=2026)
    assert Area.objects.get(code="BU01411001").valid_to == date(2025, 12, 31)
    assert area_of(INSIDE_RIET, date(2026, 6, 1)) is None


def test_a_part_of_a_map_ends_nothing_that_it_lacks(no_areas: None, tmp_path: Path):
    bring(geopackage(tmp_path / "2025.gpkg", town(["Centrum", "De Riet"])))
    bring(geopackage(tmp_path / "deel.gpkg", town(["Centrum"])), "--partial", year=2026)
    assert Area.objects.get(code="BU01411001").valid_to is None


def test_a_map_that_lacks_most_of_what_is_known_is_refused_as_a_part(no_areas: None, tmp_path: Path):
    bring(geopackage(tmp_path / "2025.gpkg", town([f"Buurt {n}" for n in range(12)])))
    before = rows()
    with pytest.raises(CommandError, match="--partial"):
        bring(geopackage(tmp_path / "deel.gpkg", town(["Buurt 0", "Buurt 1"])), year=2026)
    assert rows() == before


def test_an_older_map_read_later_fits_in_before_the_newer_one(no_areas: None, tmp_path: Path):
    bring(geopackage(tmp_path / "2026.gpkg", town()), year=2026)
    bring(geopackage(tmp_path / "2024.gpkg", town()), year=2024)
    periods = (
        Area.objects.filter(code="BU01411000").order_by("valid_from").values_list("valid_from", "valid_to")
    )
    assert list(periods) == [(date(2024, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), None)]


def test_the_shipped_list_gives_way_and_loading_it_again_changes_nothing(no_areas: None, tmp_path: Path):
    load_shipped()
    bring(geopackage(tmp_path / "kaart.gpkg", town()), "--partial", year=2025)
    assert Area.objects.get(code="GM0141", valid_to=None).boundary_year == 2025
    before = rows()
    load_shipped()
    assert rows() == before
    assert Area.objects.get(code="WK014110", valid_from=date(2000, 1, 1)).parent.valid_from == date(
        2000, 1, 1
    )


def test_what_somebody_edited_stays_as_it_is_and_gets_its_boundary(no_areas: None, tmp_path: Path):
    Area(
        code="BU01411000", label="Eigen naam", kind="NEIGHBOURHOOD", municipality_code="GM0141", edited=True
    ).save()
    told = bring(geopackage(tmp_path / "kaart.gpkg", town()))
    assert told["kept"] == 1
    assert Area.objects.get(code="BU01411000").label == "Eigen naam"
    assert area_of(INSIDE_CENTRUM, BEGUN).neighbourhood.label == "Eigen naam"


def test_only_the_asked_municipalities_are_read(no_areas: None, tmp_path: Path):
    path = geopackage(tmp_path / "kaart.gpkg", [*town(), *town(["Elders"], code="1700")])
    bring(path, "--municipality", "gm1700")
    assert set(Area.objects.values_list("municipality_code", flat=True)) == {"GM1700"}


def test_a_trial_tells_and_keeps_nothing(no_areas: None, tmp_path: Path):
    told = bring(geopackage(tmp_path / "kaart.gpkg", town()), "--dry-run")
    assert told["made"] == 4
    assert not Area.objects.exists()


def test_what_an_import_did_is_on_record(no_areas: None, tmp_path: Path):
    before = AuditEvent.objects.using("audit").count()
    bring(geopackage(tmp_path / "kaart.gpkg", town()))
    assert AuditEvent.objects.using("audit").count() == before + 1


def test_water_is_left_out_and_islands_become_one_area(no_areas: None, tmp_path: Path):
    lake = {"gemeentecode": "GM0141", "gemeentenaam": "Almelo", "water": "JA", "shape": square(9)}
    island = {"gemeentecode": "GM0141", "gemeentenaam": "Almelo", "water": "NEE", "shape": square(5)}
    told = bring(geopackage(tmp_path / "kaart.gpkg", [*town(), lake, island]))
    assert (told["water"], told["made"]) == (1, 4)
    assert area_of((WEST + 5500, SOUTH + 500), BEGUN).municipality.code == "GM0141"
    assert area_of((WEST + 9500, SOUTH + 500), BEGUN) is None


BOW = shapely.Polygon([(WEST, SOUTH), (WEST + 900, SOUTH + 900), (WEST + 900, SOUTH), (WEST, SOUTH + 900)])
_SIDE = WEST + 900
SPIKE = shapely.Polygon(
    [
        (WEST, SOUTH),
        (_SIDE, SOUTH),
        (_SIDE, SOUTH + 900),
        (_SIDE, SOUTH + 950),
        (_SIDE, SOUTH + 900),
        (WEST, SOUTH + 900),
    ]
)


@pytest.mark.parametrize(
    ("shape", "code", "reason"),
    [
        (BOW, "BU01411007", "kruist zichzelf"),
        (shapely.Point(WEST, SOUTH), "BU01411007", "geen vlak"),
        (shapely.Polygon(), "BU01411007", "geen vlak"),
        (shapely.box(700_000, 6_800_000, 701_000, 6_801_000), "BU01411007", "niet in Nederland"),
        (shapely.box(52.3, 6.6, 52.4, 6.7), "BU01411007", "niet in Nederland"),  # axes turned
        (square(7), "BU01", "geen code van CBS"),
        (b"GP\x00\x01\x00\x00\x00\x00rommel", "BU01411007", "niet te lezen"),
        (b"rommel", "BU01411007", "geen grens"),
        (None, "BU01411007", "geen grens"),
    ],
)
def test_a_broken_area_is_kept_out_with_its_reason_and_the_others_come_in(
    no_areas: None, tmp_path: Path, shape: Any, code: str, reason: str
):
    broken = town()[-1] | {"buurtcode": code, "buurtnaam": "Kapot", "shape": shape}
    if isinstance(shape, shapely.Polygon) and shape.is_empty:
        told = bring(geopackage(tmp_path / "kaart.gpkg", [*town(), broken], envelope=False))
    else:
        told = bring(geopackage(tmp_path / "kaart.gpkg", [*town(), broken]))
    assert (told["made"], told["broken"]) == (4, 1)
    assert reason in told["reasons"][0]


def test_a_boundary_with_a_small_fault_is_mended(no_areas: None, tmp_path: Path):
    told = bring(geopackage(tmp_path / "kaart.gpkg", [*town()[:2], town()[2] | {"shape": SPIKE}]))
    assert (told["made"], told["mended"]) == (3, 1)


def test_a_broken_area_does_not_end_what_was_known(no_areas: None, tmp_path: Path):
    bring(geopackage(tmp_path / "2025.gpkg", town()))
    bad = [*town()[:3], town()[3] | {"shape": BOW}]
    bring(geopackage(tmp_path / "2026.gpkg", bad), year=2026)
    assert Area.objects.get(code="BU01411001").valid_to is None


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"rommel", b"\x00\xff" * 50, b"[1,2]", b'{"type":"Feature"}']
)
def test_a_file_of_something_else_is_refused_in_plain_words(no_areas: None, tmp_path: Path, content: bytes):
    path = tmp_path / "kaart.gpkg"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"kaart\.gpkg|leeg"):
        bring(path)


def test_a_packed_file_is_refused(no_areas: None, tmp_path: Path):
    zipped = tmp_path / "kaart.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("kaart.gpkg", b"0" * 1000)
    gzipped = tmp_path / "kaart.gz"
    gzipped.write_bytes(gzip.compress(b"0" * 1000))
    for path in (zipped, gzipped):
        with pytest.raises(CommandError, match="ingepakt"):
            bring(path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    no_areas: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = geojson(tmp_path / "kaart.json", town())
    monkeypatch.setattr("reference.reading.areas.LARGEST_FILE", 100)
    with pytest.raises(CommandError, match="te groot"):
        bring(path)


def test_a_map_that_stops_half_way_is_refused_and_keeps_nothing(no_areas: None, tmp_path: Path):
    path = geojson(tmp_path / "kaart.json", town())
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(CommandError, match="houdt op"):
        bring(path)
    assert not Area.objects.exists()


def test_a_deeply_nested_file_is_refused(tmp_path: Path):
    path = tmp_path / "kaart.json"
    path.write_text('{"type":"FeatureCollection","features":[' + "[" * 200_000, encoding="utf-8")
    with pytest.raises(NotReadable):
        list(read_areas(path, KINDS[0]))


def test_a_view_in_a_geopackage_is_never_run(tmp_path: Path):
    path = geopackage(tmp_path / "kaart.gpkg", town())
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DROP TABLE buurten")
        file.execute(
            "CREATE VIEW buurten AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS buurtcode, i AS geom FROM n"
        )
    assert list(read_areas(path, "NEIGHBOURHOOD")) == []


def test_a_year_that_cannot_be_is_refused(no_areas: None, tmp_path: Path):
    with pytest.raises(CommandError, match="Kies een jaar"):
        bring(geojson(tmp_path / "kaart.json", town()), year=1890)


def test_a_point_is_found_by_metres_and_by_degrees(no_areas: None, tmp_path: Path):
    import_areas(geopackage(tmp_path / "kaart.gpkg", town()), year=2025)
    place = area_of(INSIDE_CENTRUM)
    assert (place.neighbourhood.label, place.district.label, place.boundary_year) == (
        "Centrum",
        "Binnenstad",
        2025,
    )
    west, south, *_ = degrees(square(0)).bounds
    assert area_of((south + 0.004, west + 0.006)).neighbourhood.label == "Centrum"
    assert area_of((0.0, 0.0)) is None


@given(x=st.floats(WEST + 1, WEST + 1999), y=st.floats(SOUTH + 1, SOUTH + 999))
def test_degrees_of_a_point_lead_back_to_that_point(x: float, y: float):
    longitude, latitude = degrees(shapely.Point(x, y)).coords[0]
    back = rd_of(latitude, longitude)
    assert abs(back[0] - x) < 0.01
    assert abs(back[1] - y) < 0.01


def test_the_tower_of_amersfoort_stands_where_it_stands():
    assert rd_of(52.15517440, 5.38720621) == (155_000, 463_000)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    path = tmp_path_factory.mktemp("kaart") / "kaart"
    for head in (b"", b"SQLite format 3\x00", b'{"features":['):
        path.write_bytes(head + content)
        try:
            list(read_areas(path, "MUNICIPALITY"))
        except NotReadable as problem:
            assert str(problem)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["buurtcode", "buurtnaam", "water", "GM_CODE", "statcode"]), JSON),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["Polygon", "MultiPolygon", "Point", "x"]), "coordinates": JSON}
    )
    | JSON,
)
def test_whatever_stands_in_a_feature_it_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, Any], shape: Any
):
    path = tmp_path_factory.mktemp("kaart") / "kaart.json"
    feature = {"type": "Feature", "properties": columns, "geometry": shape}
    path.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    for kind in KINDS:
        assert all(isinstance(item, Feature | Broken | Water) for item in read_areas(path, kind))


def degrees(shape: Any) -> Any:
    """Metres to degrees, by walking back from an estimate until it fits."""

    def walk(points: Any) -> Any:
        found = points.copy()
        found[:, 0] = 5.387 + (points[:, 0] - 155_000) / 68_000
        found[:, 1] = 52.155 + (points[:, 1] - 463_000) / 111_200
        for _ in range(12):
            x, y = rd_of(found[:, 1], found[:, 0])
            found[:, 0] += (points[:, 0] - x) / 68_000
            found[:, 1] += (points[:, 1] - y) / 111_200
        return found

    return shapely.transform(shape, walk)
