"""Changes of fields are on record in the transaction that makes them: who, which field, never content."""

import json
from typing import Any

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from audit.bulk import create_logged, update_logged
from audit.fields import acting, content_fields, free_texts, full_mask, track, tracked_models
from audit.models import ReasonKey
from core import clock
from signals.models import Signal
from signals.operations.register import NewSignal, register_signal

pytestmark = pytest.mark.django_db

SENTINEL = "Grasklokje"


def entries(record: models.Model) -> list[LogEntry]:
    """What the field log says about a record, oldest first."""
    return list(LogEntry.objects.get_for_object(record).order_by("pk"))


def organisation(code: str) -> Organisation:
    """An organisation that nobody saved yet."""
    return Organisation(code=code, name=f"Korps {code}", kind="POLICE")


def test_content_never_reaches_the_field_log(coordinator: User) -> None:
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title=f"Titel {SENTINEL}",
                source_type="INTERNAL",
                narrative=f"Bij {SENTINEL} kwamen busjes langs.",
                received_at=clock.now(),
                owner=coordinator.organisation,
                location=f"{SENTINEL}straat 12, Almelo",
                involved=f"{SENTINEL} Jansen",
            ),
        )
        fresh = Signal.objects.filter(pk=signal.pk).unrestricted(why="test").get()
        fresh.narrative = f"Nu weer bij {SENTINEL}"
        fresh.save()
    found = entries(signal)
    assert found
    assert SENTINEL not in json.dumps(
        [[e.changes, e.object_repr, e.serialized_data, e.additional_data, e.changes_text] for e in found]
    )


def test_of_a_title_the_log_tells_only_that_it_changed(coordinator: User) -> None:
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title=f"Titel {SENTINEL}",
                source_type="INTERNAL",
                narrative="Busjes.",
                received_at=clock.now(),
                owner=coordinator.organisation,
            ),
        )
    changes = entries(signal)[0].changes
    assert changes["title"] == ["***", "***"]
    assert changes["number"] == [None, signal.number]
    assert changes["source_type"] == [None, "INTERNAL"]


def test_free_text_is_masked_in_every_table() -> None:
    for model in tracked_models():
        masked = set(auditlog.get_model_fields(model)["mask_fields"])
        excluded = set(auditlog.get_model_fields(model)["exclude_fields"])
        assert set(free_texts(model)) - masked - excluded <= {"name"}, model
        if model is not Organisation:
            assert set(free_texts(model)) <= masked | excluded, model


@pytest.mark.parametrize("value", ["123456782", "7", "", "Jan Jansen"])
def test_a_masked_value_shows_nothing_of_itself(value: str) -> None:
    assert full_mask(value) == "***"


def test_a_changed_name_tells_only_that_it_changed(analyst: User) -> None:
    analyst.name = "Sanne Grasklokje"
    analyst.save()
    assert entries(analyst)[-1].changes == {"name": ["***", "***"]}


def test_encrypted_and_binary_fields_are_content() -> None:
    assert "narrative" in content_fields(Signal)
    assert content_fields(ReasonKey) == ["wrapped"]


def test_a_misspelt_field_is_told_at_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="has no field nmae"):
        track(Organisation, exclude=["nmae"])


def test_the_actor_of_a_change_is_who_acts_also_after_an_inner_act(analyst: User, coordinator: User) -> None:
    made = [organisation(code) for code in ("a1", "b1", "c1", "d1")]
    with acting(analyst):
        made[0].save()
        with acting(coordinator):
            made[1].save()
        with acting(None):
            made[2].save()
        made[3].save()
    actors = [entries(one)[0].actor_id for one in made]
    assert actors == [analyst.pk, coordinator.pk, None, analyst.pk]
    assert entries(made[0])[0].actor_email == analyst.email


def test_outside_any_act_a_change_has_no_actor() -> None:
    one = organisation("a1")
    one.save()
    assert entries(one)[0].actor_id is None


def test_an_entry_goes_with_the_change_that_is_rolled_back(analyst: User) -> None:
    one = organisation("a1")
    with pytest.raises(RuntimeError), transaction.atomic(), acting(analyst):
        one.save()
        raise RuntimeError
    assert entries(one) == []


def test_many_new_rows_have_an_entry_each(analyst: User) -> None:
    with acting(analyst):
        made = create_logged(Organisation.objects.all(), [organisation(f"x{n}") for n in range(3)])
    assert len(made) == 3
    for one in made:
        (entry,) = entries(one)
        assert (entry.action, entry.actor_id) == (LogEntry.Action.CREATE, analyst.pk)
        assert entry.changes["code"] == [None, one.code]


def test_many_changed_rows_have_an_entry_each_with_old_and_new(analyst: User) -> None:
    made = create_logged(Organisation.objects.all(), [organisation(f"x{n}") for n in range(3)])
    made[0].name, made[1].name = "Eenheid Oost", "Eenheid Noord"
    with acting(analyst):
        assert update_logged(Organisation.objects.all(), made, ["name"]) == 2
    assert [len(entries(one)) for one in made] == [2, 2, 1]
    assert entries(made[0])[-1].changes == {"name": ["Korps x0", "Eenheid Oost"]}
    assert entries(made[0])[-1].actor_id == analyst.pk
    assert Organisation.objects.get(pk=made[1].pk).name == "Eenheid Noord"


def test_rows_outside_the_queryset_are_left_alone() -> None:
    (one,) = create_logged(Organisation.objects.all(), [organisation("x1")])
    one.name = "Eenheid Oost"
    assert update_logged(Organisation.objects.filter(code="other"), [one], ["name"]) == 0
    assert Organisation.objects.get(pk=one.pk).name == "Korps x1"


def test_masked_fields_stay_masked_in_bulk(analyst: User) -> None:
    analyst.name = "Sanne Grasklokje"
    update_logged(User.objects.all(), [analyst], ["name"])
    assert entries(analyst)[-1].changes == {"name": ["***", "***"]}


def test_what_is_not_tracked_cannot_be_written_in_bulk_as_if_it_were() -> None:
    rows: Any = ReasonKey.objects.all()
    for write in (lambda: create_logged(rows, []), lambda: update_logged(rows, [], ["wrapped"])):
        with pytest.raises(ValueError, match="not tracked"):
            write()
