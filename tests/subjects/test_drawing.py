"""The pictures on the page of a subject: nothing falls off, nobody stands twice, and each kind has its shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from subjects.drawing import LONGEST, MOST_DRAWN, WIDTH, Dot, draw
from subjects.drawing_spans import LEFT, RIGHT, draw_spans

# No letter of this size is wider on average; the drawing has no font to measure with.
WIDEST = 8
TODAY = date(2026, 11, 28)


@dataclass(frozen=True)
class Closure:
    first: date
    last: date | None
    label: str = "Sluiting M-2026-00001"
    address: str = "/maatregelen/M-2026-00001/"


def dot(key: int, kind: str = "PERSON", label: str = "Klaas", said: str = "partner van") -> Dot:
    return Dot(key, kind, kind.title(), label, said, f"/subjecten/SB-2026-{key:05}/")


@given(st.integers(1, 40), st.integers(1, 60))
def test_no_name_falls_off_the_picture(many: int, length: int) -> None:
    picture = draw("Ik", [dot(key, label="W" * length) for key in range(1, many + 1)])
    for point in picture.points:
        room = {
            "start": WIDTH - point.text_x,
            "end": point.text_x,
            "middle": 2 * min(point.x, WIDTH - point.x),
        }
        assert room[point.anchor] >= min(length, LONGEST) * WIDEST - 8
        assert 0 < point.text_y < picture.height
        assert point.full == "W" * length
    assert len(picture.points) + picture.more == many
    assert len(picture.points) == min(many, MOST_DRAWN)


def test_a_neighbour_with_two_ties_stands_once_with_both() -> None:
    picture = draw("Ik", [dot(1), dot(2, label="Piet"), dot(1, said="werkt voor")])
    assert [(point.label, point.said) for point in picture.points] == [
        ("Klaas", "partner van; werkt voor"),
        ("Piet", "partner van"),
    ]
    assert picture.more == 0


def test_those_of_one_kind_stand_together_under_one_shape() -> None:
    kinds = ["VEHICLE", "PERSON", "PREMISES", "ORGANISATION", "PERSON", "PHONE"]
    picture = draw("Ik", [dot(key, kind) for key, kind in enumerate(kinds, start=1)])
    assert [point.shape for point in picture.points] == [
        "circle", "circle", "square", "diamond", "triangle", "circle",
    ]  # fmt: skip
    assert [(shape, name) for shape, name, _ in picture.kinds] == [
        ("circle", "Person"),
        ("square", "Organisation"),
        ("diamond", "Premises"),
        ("triangle", "Vehicle"),
        ("circle", "Phone"),
    ]


def test_without_anything_that_lasts_there_are_no_bars() -> None:
    assert draw_spans([], TODAY) is None


def test_a_bar_without_an_end_runs_to_the_edge_and_says_from_when() -> None:
    drawn = draw_spans([Closure(date(2026, 3, 1), None), Closure(date(2024, 5, 1), date(2024, 8, 1))], TODAY)
    assert drawn is not None
    closed, running = drawn.bars
    assert (closed.days, closed.open) == ("1-5-2024 tot en met 1-8-2024", False)
    assert (running.days, running.open, running.x + running.width) == ("vanaf 1-3-2026", True, RIGHT)
    assert [year for year, _ in drawn.years] == [2024, 2025, 2026]


days = st.dates(date(1950, 1, 1), date(2060, 1, 1))


@given(st.lists(st.tuples(days, st.none() | st.integers(0, 9000)), min_size=1, max_size=40))
def test_every_bar_lies_within_the_picture_and_in_the_order_of_time(
    asked: list[tuple[date, int | None]],
) -> None:
    spans = [
        Closure(first, date.fromordinal(first.toordinal() + more) if more is not None else None)
        for first, more in asked
    ]
    drawn = draw_spans(spans, TODAY)
    assert drawn is not None
    assert len(drawn.bars) + drawn.more == len(spans)
    for bar in drawn.bars:
        assert LEFT <= bar.x <= bar.x + bar.width <= RIGHT + 3
        assert bar.y + 10 <= drawn.height
    assert [bar.x for bar in drawn.bars] == sorted(bar.x for bar in drawn.bars)
