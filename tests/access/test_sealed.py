"""Nothing leaves a sealed table without naming the actor or a reason."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django import forms
from django.core.management import call_command
from django.db.models import Count
from django.shortcuts import get_object_or_404

from access.contexts import SYSTEM, acting_as
from access.sealed import Unscoped
from accounts.models import User
from signals.models import Signal, SignalStep
from tests.guards.world import build

pytestmark = pytest.mark.django_db

FORGOTTEN: dict[str, Callable[[], Any]] = {
    "list": lambda: list(Signal.objects.all()),
    "filter": lambda: list(Signal.objects.filter(lane="nieuw")),
    "get": lambda: Signal.objects.get(number="S-1"),
    "first": Signal.objects.first,
    "count": Signal.objects.count,
    "exists": Signal.objects.exists,
    "values": lambda: list(Signal.objects.values_list("number")),
    "iterator": lambda: list(Signal.objects.iterator()),
    "aggregate": lambda: Signal.objects.aggregate(n=Count("pk")),
    "update": lambda: Signal.objects.update(title="x"),
    "delete": lambda: Signal.objects.all().delete(),
    "subquery": lambda: list(
        SignalStep.objects.filter(signal__in=Signal.objects.all()).unrestricted(why="test")
    ),
    "union": lambda: list(Signal.objects.all().union(Signal.objects.all())),
    "get_object_or_404": lambda: get_object_or_404(Signal, number="S-1"),
    "get_or_create": lambda: Signal.objects.get_or_create(number="S-1"),
    "in_bulk": lambda: Signal.objects.in_bulk([]) or Signal.objects.in_bulk(["0"]),
    "latest": lambda: Signal.objects.latest("pk"),
    "choices of a form": lambda: list(forms.ModelChoiceField(Signal.objects.all()).choices),
    "len": lambda: len(Signal.objects.all()),
    "bool": lambda: bool(Signal.objects.all()),
    "slice": lambda: Signal.objects.all()[0],
    "raw": lambda: list(Signal.objects.raw("SELECT * FROM signals_signal")),
    "default manager": lambda: list(Signal._default_manager.all()),
}


@pytest.mark.parametrize("form", FORGOTTEN)
def test_forgetting_the_actor_raises(form: str, cast: dict[str, User]) -> None:
    build(cast)
    with acting_as(SYSTEM, why="test"), pytest.raises(Exception) as caught:
        FORGOTTEN[form]()
    assert isinstance(caught.value, Unscoped) or "visible_to" in str(caught.value)


def test_dumpdata_takes_nothing_along(cast: dict[str, User]) -> None:
    build(cast)
    out = StringIO()
    with acting_as(SYSTEM, why="test"):
        call_command("dumpdata", "signals", "mreports", "documents", stdout=out)
    assert out.getvalue().strip() == "[]"


def test_related_rows_are_sealed_too(cast: dict[str, User]) -> None:
    world = build(cast)
    with acting_as(SYSTEM, why="test"), pytest.raises(Unscoped):
        list(world.own[Signal].steps.all())


def test_a_reason_must_be_given() -> None:
    with pytest.raises(Unscoped):
        Signal.objects.unrestricted(why=" ")
