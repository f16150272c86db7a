"""A file is as visible as the record it belongs to, at every moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from access.grants import grant, revoke
from accounts.models import Organisation, User
from core import clock
from core.levels import Confidentiality
from documents.models import Document, ScanState
from documents.operations import attach_to
from signals.models import Signal
from signals.operations.register import NewSignal, Reporter, register_signal
from tests.documents.conftest import photo, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def signal(almelo: Organisation, reporter: User) -> Signal:
    """A signal of Almelo."""
    with acting_as(SYSTEM, why="test"):
        return register_signal(
            by=None,
            new=NewSignal(
                title="Busjes bij een loods",
                source_type="INTERNAL",
                narrative="Elke avond drie busjes.",
                received_at=clock.now(),
                owner=almelo,
            ),
            reporter=Reporter(user=reporter),
        )


@pytest.fixture
def document(keep: Callable[..., Document], signal: Signal, almelo: Organisation, reporter: User) -> Document:
    """The photo of a reporter, attached to his signal."""
    photo_ = keep(photo(), owner=almelo, audience=[reporter.pk], by=reporter)
    with acting_as(SYSTEM, why="test"):
        attach_to(photo_, signal)
    return photo_


def sees(user: User, document: Document) -> bool:
    with acting_as(user):
        return Document.objects.visible_to(user).filter(pk=document.pk).exists()


def test_once_sent_the_photo_belongs_to_triage_and_forgets_who_sent_it(
    document: Document, signal: Signal, coordinator: User, analyst: User, reporter: User
) -> None:
    assert sees(coordinator, document)
    assert sees(analyst, document)
    assert not sees(reporter, document)
    row = stored(document)
    assert row.stored_by is None
    assert (row.owner_id, row.confidentiality, row.regimes) == (
        signal.owner_id,
        signal.confidentiality,
        signal.regimes,
    )


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ScanState.NOT_SCANNED, "Niet gescand: er is geen virusscanner ingesteld"),
        (ScanState.CLEAN, "Gescand, geen bijzonderheden"),
    ],
)
def test_the_page_of_the_signal_says_whether_the_photo_was_scanned(
    state: ScanState, sentence: str, document: Document, signal: Signal, coordinator: User, as_user: Any
) -> None:
    with acting_as(SYSTEM, why="test"):
        Document.objects.filter(pk=document.pk).unrestricted(why="test").update(scan_state=state)
    page = as_user(coordinator).get(f"/signalen/{signal.number}/").content.decode()
    assert f"/documenten/{document.number}/" in page
    assert sentence in page


def test_a_grant_opens_the_photo_with_the_signal_and_its_end_closes_it(
    document: Document, signal: Signal, coordinator: User, twenterand_analyst: User
) -> None:
    assert not sees(twenterand_analyst, document)
    with acting_as(coordinator):
        row = grant(
            by=coordinator,
            record=signal,
            to=twenterand_analyst,
            why="zelfde loods, over de grens",
            ends_at=clock.now() + timedelta(days=7),
        )
    assert sees(twenterand_analyst, document)
    with acting_as(coordinator):
        revoke(by=coordinator, record=signal, row=row, why="klaar")
    assert not sees(twenterand_analyst, document)


def test_a_raised_level_hides_the_photo_with_the_signal(
    document: Document, signal: Signal, analyst: User
) -> None:
    with acting_as(SYSTEM, why="test"):
        row = Signal.objects.unrestricted(why="test").get(pk=signal.pk)
        row.confidentiality = Confidentiality.GEHEIM
        row.save()
    assert not sees(analyst, document)


def test_a_change_that_concerns_nobody_leaves_the_photo_alone(document: Document, signal: Signal) -> None:
    version = stored(document).version
    with acting_as(SYSTEM, why="test"):
        row = Signal.objects.unrestricted(why="test").get(pk=signal.pk)
        row.title = "Andere titel"
        row.save()
    assert stored(document).version == version
