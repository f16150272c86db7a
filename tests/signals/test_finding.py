"""A text is found by its words without being opened, and never by what is still masked or sealed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from core.wording import stems_of
from signals.models import Signal
from signals.operations.register import NewSignal, register_signal
from signals.queries.finding import Wanted, found_signals, signal_rows

pytestmark = pytest.mark.django_db


def signal_of(owner: User, text: str, *, weighed: bool = True, place: str = "") -> Signal:
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Melding",
                source_type="INTERNAL",
                narrative=text,
                received_at=clock.now(),
                owner=owner.organisation,
                location=place,
            ),
        )
        if weighed:
            signal.weighed_yes = True
            signal.save()
    return signal


def found(by: User, **wanted: object) -> list[Signal]:
    with acting_as(by):
        rows = signal_rows(by, Wanted(**wanted))  # type: ignore[arg-type]
        return [row.signal for row in found_signals(by, rows)]


def test_a_text_is_found_by_other_forms_of_its_words(analyst: User) -> None:
    one = signal_of(analyst, "In de loodsen staan vaten met een sterke geur.")
    signal_of(analyst, "Een overvolle kamer met bewoners.")
    assert found(analyst, text="loods vaten geuren") == [one]
    assert found(analyst, text="loods bewoners") == []


def test_a_name_is_not_found_before_it_may_be_seen(analyst: User) -> None:
    one = signal_of(analyst, "Kenner is de heer Zwanenzang bij de loods.", weighed=False)
    assert found(analyst, text="Zwanenzang") == []
    assert found(analyst, text="loods") == [one]
    with acting_as(SYSTEM, why="test"):
        one = Signal.objects.unrestricted(why="test").get(pk=one.pk)
        one.weighed_yes = True
        one.save()
    assert found(analyst, text="zwanenzang") == [one]


def test_what_the_neighbour_keeps_is_not_found(analyst: User, twenterand_analyst: User) -> None:
    signal_of(twenterand_analyst, "In de loods staan vaten.")
    assert found(analyst, text="loods") == []


def test_sealed_content_is_no_longer_found(analyst: User) -> None:
    one = signal_of(analyst, "In de loods staan vaten.")
    with acting_as(SYSTEM, why="test"):
        one = Signal.objects.unrestricted(why="test").get(pk=one.pk)
        one.narrative = one.location = None
        one.save()
    assert found(analyst, text="loods") == []


def test_place_plate_number_and_days(analyst: User) -> None:
    one = signal_of(analyst, "Bus met kenteken VX-123-B.", place="Windslaan 95, 7603 MH Almelo")
    assert found(analyst, address="windslaan 95 almelo") == [one]
    assert found(analyst, plate="vx123b") == [one]
    assert found(analyst, number=one.number.lower()) == [one]
    tomorrow = clock.today() + timedelta(days=1)
    assert found(analyst, plate="vx123b", after=tomorrow) == []
    assert found(analyst, plate="vx123b", before=tomorrow) == [one]


def test_texts_that_were_there_already_become_searchable(analyst: User) -> None:
    one = signal_of(analyst, "In de loods staan vaten.")
    with acting_as(SYSTEM, why="test"):
        Signal.objects.filter(pk=one.pk).unrestricted(why="test").update(tokens=[])
    assert found(analyst, text="vaten") == []
    call_command("index_texts", verbosity=0)
    assert found(analyst, text="vaten") == [one]


@given(st.text(max_size=200))
def test_any_text_has_stems_of_a_fixed_form(text: str) -> None:
    found = stems_of(text)
    assert all(stem.isascii() and 0 < len(stem) <= 40 for stem in found)
    assert found == stems_of(f"  {text} ")
