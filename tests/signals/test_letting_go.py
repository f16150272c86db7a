"""A signal that shuts takes along what only it told about people: AVG art. 5(1)(e)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent, ReasonKey
from core import clock
from documents.models import Document
from documents.operations import Described, add_document
from encryption import seals
from signals import tasks
from signals.models import Involvement, SealedContent, Signal
from signals.operations.involving import involve, register_mark, withdraw_involvement
from signals.operations.sealing import CONTEXT
from signals.queries.involving import picture_of
from subjects.models import Relation, Statement, Subject
from subjects.operations import (
    NewFact,
    Source,
    judge,
    mark_common,
    relate,
    state_fact,
    withdraw_fact,
)
from tests.signals.test_involving import known_subject, signal_of
from tests.signals.triage_world import fresh

pytestmark = pytest.mark.django_db
WHO = "Mohamed El Amrani"


@pytest.fixture(autouse=True)
def _seal_store(tmp_path: Any, settings: Any) -> None:
    settings.VIK_SEAL_STORE = str(tmp_path)


@pytest.fixture
def shut() -> Iterator[Any]:
    """``shut(signal)``: no ondermijning, and the minute to regret it is over."""
    with time_machine.travel(clock.now(), tick=False) as traveller:

        def work(signal: Signal) -> Signal:
            with acting_as(SYSTEM, why="test"):
                signal = fresh(signal)
                signal.state, signal.decided_at = "NO_FOLLOW_UP", clock.now()
                signal.retention_until = clock.today() + timedelta(days=365)
                signal.save()
            traveller.shift(timedelta(minutes=5))
            tasks.seal_due()
            return fresh(signal)

        yield work


def linked(by: User, signal: Signal, *, text: str = WHO) -> Subject:
    """The subject that the analyst registered from a mark in the text."""
    with acting_as(by):
        mark = next(row.mark for row in picture_of(by, signal).open if row.mark.text == text)
        return register_mark(by=by, signal=signal, mark=mark).subject


def everything() -> tuple[list[str], list[str]]:
    with acting_as(SYSTEM, why="test"):
        labels = [row.label for row in Subject.objects.unrestricted(why="test").all()]
        values = [row.value for row in Statement.objects.unrestricted(why="test").all()]
    return sorted(labels), sorted(values)


def test_who_was_only_in_that_signal_is_gone_and_stands_under_the_seal(analyst: User, shut: Any) -> None:
    signal = signal_of(analyst)
    linked(analyst, signal)
    signal = shut(signal)
    assert signal.sealed_at is not None
    assert everything() == ([], [])
    with acting_as(SYSTEM, why="test"):
        row = SealedContent.objects.unrestricted(why="test").get(signal=signal)
    assert row.ciphertext is not None
    assert row.share is not None
    raw = seals.open_seal(bytes(row.ciphertext), bytes(row.share), context=CONTEXT, row=str(row.pk))
    assert f"{WHO} (mogelijk betrokkene). Naam: {WHO}" in raw.decode()


def test_who_is_in_another_open_signal_stays_until_that_one_shuts_too(analyst: User, shut: Any) -> None:
    first, second = signal_of(analyst), signal_of(analyst)
    man = linked(analyst, first)
    with acting_as(analyst):
        involve(by=analyst, signal=second, subject=man)
    shut(first)
    assert everything()[0] == [WHO]
    with acting_as(SYSTEM, why="test"):
        assert Involvement.objects.filter(signal=first).unrestricted(why="test").count() == 0
    shut(second)
    assert everything() == ([], [])


def test_what_another_source_says_stays(analyst: User, shut: Any) -> None:
    man = known_subject(analyst, "PERSON", ("name", WHO))
    other = known_subject(analyst, "PERSON", ("name", "Klaas Bakker"))
    signal = signal_of(analyst)
    source = Source(kind="SIGNAL", number=signal.number)
    with acting_as(analyst):
        involve(by=analyst, signal=signal, subject=man)
        state_fact(by=analyst, subject=man, fact=NewFact("alias", "De Lange"), source=source)
        wrong = state_fact(by=analyst, subject=man, fact=NewFact("phone", "06-12345678"), source=source)
        withdraw_fact(by=analyst, statement=wrong, why="verkeerd verstaan")
        relate(by=analyst, subject=man, other=other, kind="FAMILY", source=source)
        relate(by=analyst, subject=man, other=other, kind="BUSINESS", source=Source())
    shut(signal)
    assert everything() == (["Klaas Bakker", WHO], ["Klaas Bakker", WHO])
    with acting_as(SYSTEM, why="test"):
        (left,) = Relation.objects.unrestricted(why="test").all()
        assert left.kind == "BUSINESS"
        # Neither the other name nor the telephone finds him any longer.
        assert "lange" not in Subject.objects.unrestricted(why="test").get(pk=man.pk).names


def test_a_link_that_was_taken_back_holds_nobody(analyst: User, shut: Any) -> None:
    first, second = signal_of(analyst), signal_of(analyst)
    man = linked(analyst, first)
    with acting_as(analyst):
        withdraw_involvement(by=analyst, involvement=involve(by=analyst, signal=second, subject=man))
    shut(first)
    assert everything() == ([], [])


def test_judgements_and_typed_reasons_about_who_is_gone_go_along(analyst: User, shut: Any) -> None:
    other = known_subject(analyst, "PERSON", ("name", "M. el Amrani"))
    signal = signal_of(analyst)
    man = linked(analyst, signal)
    with acting_as(analyst):
        judge(by=analyst, subject=man, other=other, verdict="SAME", why="zelfde telefoon")
        extra = state_fact(by=analyst, subject=man, fact=NewFact("alias", "Mo"), source=Source())
        withdraw_fact(by=analyst, statement=extra, why="hij heet anders")
    lines = AuditEvent.objects.using("audit").filter(record_id=str(man.pk)).exclude(reason=b"")
    typed = list(lines.values_list("id", flat=True))
    assert ReasonKey.objects.filter(pk__in=typed).exists()
    with acting_as(SYSTEM, why="test"):
        Statement.objects.filter(pk=extra.pk).unrestricted(why="test").delete()
    shut(signal)
    assert everything()[0] == ["M. el Amrani"]
    assert not ReasonKey.objects.filter(pk__in=typed).exists()


def test_what_went_is_on_record_without_its_words(analyst: User, shut: Any) -> None:
    signal = signal_of(analyst)
    man = linked(analyst, signal)
    shut(signal)
    lines = AuditEvent.objects.using("audit").filter(action=Action.DESTROY)
    (line,) = lines.filter(record_id=str(man.pk))
    assert line.details == {"why": "nothing_left"}
    told = lines.filter(record_type="subjects.subject", shown__contains=[str(man.pk)]).latest("at")
    assert told.details == {"part": "told", "signals": [signal.number]}


def photo_of(by: User, subject: Subject, signal: Signal) -> Document:
    picture = io.BytesIO()
    Image.new("RGB", (16, 16), "gray").save(picture, "JPEG")
    with acting_as(by):
        upload = SimpleUploadedFile("bus.jpg", picture.getvalue())
        said = Described(kind="PHOTO", title="Bus", source="SIGNAL", source_number=signal.number)
        return add_document(by=by, record=subject, upload=upload, described=said)


def test_a_photo_from_the_signal_goes_though_nothing_else_ties_it_to_the_record(
    analyst: User, shut: Any
) -> None:
    signal = signal_of(analyst)
    van = known_subject(analyst, "VEHICLE", ("plate", "VX123B"))
    document = photo_of(analyst, van, signal)
    shut(signal)
    with acting_as(SYSTEM, why="test"):
        kept = Document.objects.unrestricted(why="test").get(pk=document.pk)
    assert kept.destroyed_at is not None and kept.title is None


def test_a_photo_of_a_signal_that_shut_before_goes_with_the_last_one(analyst: User, shut: Any) -> None:
    first, last = signal_of(analyst), signal_of(analyst)
    van = known_subject(analyst, "VEHICLE", ("plate", "VX123B"))
    document = photo_of(analyst, van, first)
    with acting_as(analyst):
        involve(by=analyst, signal=first, subject=van)
        involve(by=analyst, signal=last, subject=van)
    shut(first)
    shut(last)
    with acting_as(SYSTEM, why="test"):
        kept = Document.objects.unrestricted(why="test").get(pk=document.pk)
    assert kept.destroyed_at is not None


def test_a_number_typed_in_small_letters_is_the_same_signal(as_user: Any, analyst: User, shut: Any) -> None:
    signal = signal_of(analyst)
    man = known_subject(analyst, "PERSON", ("name", WHO))
    source = {"source_kind": "SIGNAL", "source_number": f" {signal.number.lower()} "}
    weight = {"reliability": "X", "credibility": "6"}
    typed = source | weight | {"fact": "alias", "value": "De Chauffeur"}
    client = as_user(analyst)
    assert client.post(f"{man.address}gegeven/", typed).status_code == 302
    assert signal.number in client.get(man.address).content.decode()
    shut(signal)
    assert "De Chauffeur" not in everything()[1]


def test_that_somebody_noted_it_as_common_keeps_no_record_of_which_nothing_is_known(
    analyst: User, shut: Any
) -> None:
    signal = signal_of(analyst)
    who = linked(analyst, signal)
    with acting_as(analyst):
        until = clock.today() + timedelta(days=30)
        mark_common(by=analyst, subject=who, until=until, why="Veel mensen met deze naam.")
    shut(signal)
    assert everything() == ([], [])


def test_what_a_signal_told_needs_the_number_of_that_signal(as_user: Any, analyst: User) -> None:
    man = known_subject(analyst, "PERSON", ("name", WHO))
    typed = {"fact": "alias", "value": "De Chauffeur", "source_kind": "SIGNAL", "reliability": "X"}
    answer = as_user(analyst).post(f"{man.address}gegeven/", typed | {"credibility": "6"})
    assert answer.status_code == 422
    assert "Vul het nummer van het signaal in." in answer.content.decode()
    assert 'value="De Chauffeur"' in answer.content.decode()
