"""What others read of the reference lists: what holds on a day, what held before, the lists, the places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import shapely
from django.db.models import Q

from core import clock
from legal.closures import PolicyRule
from legal.identifiers import normalise_postcode
from legal.retention import Kept, retention_until
from reference.geo import to_rd
from reference.lists import LISTS, ReferenceList
from reference.models import (
    Area,
    AreaKind,
    AreaShape,
    BagAddress,
    BagExtract,
    ClosureRule,
    ControlType,
    Entry,
    FreeDay,
    Indicator,
    Letterhead,
    LetterKind,
    LetterText,
    Phenomenon,
    RetentionTerm,
    Theme,
    Workflow,
)

E = TypeVar("E", bound=Entry)
MOST_ADDRESSES: Final = 50


@dataclass(frozen=True, slots=True)
class Place:
    """The areas that a point lies in, with the boundaries of one year."""

    neighbourhood: Area | None
    district: Area | None
    municipality: Area | None

    @property
    def boundary_year(self) -> int | None:
        """The year of the boundaries."""
        return next(
            (
                area.boundary_year
                for area in (self.neighbourhood, self.district, self.municipality)
                if area is not None
            ),
            None,
        )


# Lists that are filtered by a row of another list.
_OF_A_ROW: Final[dict[str, type[Entry]]] = {"theme": Theme, "control_type": ControlType}


def list_by_slug(slug: str) -> ReferenceList | None:
    """The list at an address."""
    return next((known for known in LISTS if known.slug == slug), None)


def list_of(entry: Entry) -> ReferenceList:
    """The list that a row belongs to."""
    return next(known for known in LISTS if known.model is type(entry))


def current(model: type[Entry], on: date | None = None) -> Any:
    """The rows of a list that hold on a day (today), in their order."""
    return model.objects.current(on or clock.today())


def choices(model: type[Entry], on: date | None = None, *, blank: str = "") -> list[tuple[str, str]]:
    """Code and label of what holds on a day, for a choice in a form."""
    rows = [(row.code, row.label) for row in current(model, on)]
    return [("", blank), *rows] if blank else rows


def by_code(model: type[E], code: str, on: date | None = None) -> E | None:
    """The row with a code that holds on a day."""
    found: E | None = current(model, on).filter(code=code).first()
    return found


def keep_until(kind: str, start: date) -> Kept:
    """The last day of keeping for what ends on ``start``, by the term that the municipality has set today."""
    term = by_code(RetentionTerm, kind)
    if term is None:
        return retention_until(kind, start)
    return retention_until(kind, start, months=term.kept_months, ground=term.ground)


def phenomena_of(theme: Theme, on: date | None = None) -> Any:
    """The phenomena of a theme that hold on a day."""
    return current(Phenomenon, on).filter(theme__code=theme.code)


def areas_of(municipality_code: str, on: date | None = None) -> Any:
    """The areas of a municipality that hold on a day, the largest first."""
    return current(Area, on).filter(municipality_code=municipality_code)


def area_in_text(text: str, municipality_code: str, on: date | None = None) -> Area | None:
    """The smallest area of a municipality whose name stands in a text (*Vriezenveen*, *Aadorp*)."""
    folded = f" {' '.join(text.casefold().replace(',', ' ').split())} "
    named = [area for area in areas_of(municipality_code, on) if f" {area.label.casefold()} " in folded]
    named = [area for area in named if area.kind != "MUNICIPALITY"] or named
    return max(named, key=lambda area: len(area.label), default=None)


def area_of(point: tuple[float, float], on: date | None = None) -> Place | None:
    """The buurt, wijk and gemeente of a point (x and y, or latitude and longitude) as they are on a day."""
    return areas_of_points([point], on)[0]


def areas_of_points(
    points: Sequence[tuple[float, float] | None], on: date | None = None
) -> list[Place | None]:
    """For each point its buurt, wijk and gemeente on a day; for points near each other in one question."""
    metres = [to_rd(point) if point else None for point in points]
    known = [place for place in metres if place]
    if not known:
        return [None for _ in points]
    xs, ys = zip(*known, strict=True)
    rows = AreaShape.objects.filter(
        area__in=current(Area, on),
        min_x__lte=max(xs),
        max_x__gte=min(xs),
        min_y__lte=max(ys),
        max_y__gte=min(ys),
    ).select_related("area__parent__parent")
    # On a boundary a point lies in both: the lowest code, so that it is always the same one.
    shapes = [(row.area, shapely.from_wkb(bytes(row.wkb))) for row in rows.order_by("area__code")]
    return [_place(place, shapes) if place else None for place in metres]


def _place(metres: tuple[float, float], shapes: Sequence[tuple[Area, Any]]) -> Place | None:
    found: dict[str, Area] = {}
    for area, shape in shapes:
        if area.kind not in found and shapely.intersects_xy(shape, *metres):
            found[area.kind] = area
    neighbourhood = found.get(AreaKind.NEIGHBOURHOOD)
    district = (neighbourhood.parent if neighbourhood else None) or found.get(AreaKind.DISTRICT)
    municipality = (district.parent if district else None) or found.get(AreaKind.MUNICIPALITY)
    return Place(neighbourhood, district, municipality) if found else None


def addresses_at(postcode: str, number: str | int, letter: str = "", addition: str = "") -> list[BagAddress]:
    """The addresses of the BAG at a postcode and number; letter and addition only narrow when given."""
    code, house = normalise_postcode(postcode), str(number).strip()
    if not code or not (house.isascii() and house.isdigit() and len(house) <= 5):
        return []
    rows = BagAddress.objects.filter(postcode=code, number=int(house), valid_to=None)
    if letter.strip():
        rows = rows.filter(letter__iexact=letter.strip())
    if addition.strip():
        rows = rows.filter(addition__iexact=addition.strip())
    return list(rows[:MOST_ADDRESSES])


def address_by_id(nummeraanduiding: str) -> BagAddress | None:
    """The address with an id of the BAG, also one that is no longer in the last extract."""
    return BagAddress.objects.filter(nummeraanduiding=nummeraanduiding).first()


def places_of_addresses(addresses: Sequence[BagAddress], on: date | None = None) -> list[Place | None]:
    """The buurt, wijk and gemeente of each address as they are on a day."""
    points = [(row.x, row.y) if row.x is not None and row.y is not None else None for row in addresses]
    return areas_of_points(points, on)


def extract_dates(codes: Sequence[str] = ()) -> dict[str, date]:
    """Per municipality the date of its last extract of the BAG."""
    rows = BagExtract.objects.filter(municipality_code__in=codes) if codes else BagExtract.objects.all()
    return dict(rows.values_list("municipality_code", "extract_date"))


def closure_rules(municipality_code: str) -> list[PolicyRule]:
    """The closure policy of a municipality, every version of it, as the law's own functions read it."""
    rows: Any = ClosureRule.objects.filter(municipality_code=municipality_code)
    return [
        PolicyRule(
            policy=row.policy_name,
            premises=row.premises,
            drug_list=row.drug_list,
            unit=row.unit,
            above=row.amount_from,
            up_to=row.amount_to,
            occurrence=row.occurrence,
            outcome=row.outcome,
            months=row.months,
            weeks=row.weeks,
            lookback_years=row.lookback_years,
            valid_from=row.valid_from,
            valid_to=row.valid_to or date.max,
        )
        for row in rows
    ]


def free_days() -> frozenset[date]:
    """The days that a royal decree puts on a level with a feestdag: for the terms of legal."""
    return frozenset(FreeDay.objects.values_list("day", flat=True))


def letterhead_of(municipality_code: str, on: date | None = None) -> Letterhead | None:
    """The letterhead of a municipality that holds on a day."""
    found: Letterhead | None = current(Letterhead, on).filter(municipality_code=municipality_code).first()
    return found


def letter_texts(municipality_code: str, on: date | None = None) -> list[LetterText]:
    """The texts of letters that hold for a municipality: its own go before those for everybody."""
    rows = current(LetterText, on).filter(only_for__in=("", municipality_code))
    return sorted(rows, key=lambda row: (not row.only_for, row.position, row.label))


def entries(
    known: ReferenceList, *, text: str = "", group: str = "", on: date | None = None, ended: bool = False
) -> Sequence[Entry]:
    """The rows of a list for its page: what holds or is to come, or with ``ended`` also what held."""
    rows: Any = known.model.objects.all()
    if not ended:
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=on or clock.today()))
    if text:
        rows = rows.filter(Q(code__icontains=text) | Q(label__icontains=text))
    if group and known.filter_by:
        rows = rows.filter(**{_lookup(known): group})
    foreign = [name for name in ("theme", "parent", "control_type") if name in known.fields]
    return list(rows.select_related(*foreign) if foreign else rows)


def groups(known: ReferenceList) -> list[tuple[str, str]]:
    """The values by which a list is filtered, with their names."""
    if known.filter_by in _OF_A_ROW:
        return choices(_OF_A_ROW[known.filter_by])
    if known.filter_by == "workflow":
        return [(str(value), str(label)) for value, label in Workflow.choices]
    if known.filter_by == "letter_kind":
        return [(str(value), str(label)) for value, label in LetterKind.choices]
    if known.filter_by == "kind":
        return [(str(value), str(label)) for value, label in Area._meta.get_field("kind").choices or []]
    if known.filter_by == "group":
        values = Indicator.objects.order_by("position").values_list("group", flat=True)  # type: ignore[misc]  # the plugin knows only the fields of Entry
        return [(value, value) for value in dict.fromkeys(values)]
    return []


def periods(entry: Entry) -> Sequence[Entry]:
    """All rows of one code, the latest first: how it was called and when."""
    return list(type(entry).objects.filter(code=entry.code).order_by("-valid_from"))


def _lookup(known: ReferenceList) -> str:
    return f"{known.filter_by}__code" if known.filter_by in _OF_A_ROW else known.filter_by
