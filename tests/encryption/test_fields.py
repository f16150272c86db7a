"""A sealed column tells nothing, can't be moved, and never takes plaintext."""

from __future__ import annotations

import datetime as dt
import pickle
from io import StringIO
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core import exceptions, serializers
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Value
from hypothesis import given
from hypothesis import strategies as st

from access.sealed import maintenance
from core import clock
from core.ids import uuid7
from encryption import checks, keyring
from encryption.fields import (
    EncryptedCharField,
    EncryptedDateField,
    EncryptedJSONField,
    EncryptedTextField,
    Sealed,
)
from encryption.keyring import DecryptionError
from signals.models import Signal, SignalStep
from tests.encryption.conftest import stored
from vik.routers import OneDatabaseThreeDoors

pytestmark = pytest.mark.django_db
SENTENCE = "Bij Kraaiennest kwamen busjes langs."


def rows() -> Any:
    return Signal.objects.unrestricted(why="test")


def column(signal: Signal, name: str) -> bytes:
    """The bytes in the database, past every layer of ours."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM signals_signal WHERE id = %s", [signal.pk])
        return bytes(cursor.fetchone()[0])


def put(signal: Signal, name: str, token: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE signals_signal SET {name} = %s WHERE id = %s", [token, signal.pk])


def count_openings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    opened: list[str] = []
    real = keyring.decrypt

    def watched(token: bytes, *, context: str, row: str) -> bytes:
        opened.append(context)
        return real(token, context=context, row=row)

    monkeypatch.setattr(keyring, "decrypt", watched)
    return opened


def test_what_was_written_is_read_again_and_stands_sealed_in_the_database(signal: Signal) -> None:
    assert stored(signal).narrative == SENTENCE
    assert b"Kraaiennest" not in column(signal, "narrative")
    assert keyring.key_id(column(signal, "narrative")) == 1


def test_the_same_text_is_never_the_same_token(signal: Signal) -> None:
    first = column(signal, "narrative")
    fresh = stored(signal)
    fresh.narrative = "iets anders"
    fresh.narrative = SENTENCE
    fresh.save()
    assert column(signal, "narrative") != first


def test_a_token_of_another_row_is_refused(signal: Signal, other: Signal) -> None:
    put(signal, "narrative", column(other, "narrative"))
    with pytest.raises(DecryptionError, match="moved to another row"):
        _ = stored(signal).narrative


def test_a_token_of_another_column_is_refused(signal: Signal) -> None:
    put(signal, "narrative", column(signal, "involved"))
    with pytest.raises(DecryptionError, match=r"signals\.signal\.narrative"):
        _ = stored(signal).narrative


def test_a_copy_between_columns_by_the_database_is_refused(signal: Signal) -> None:
    rows().filter(pk=signal.pk).update(interpretation=F("narrative"))
    with pytest.raises(DecryptionError):
        _ = stored(signal).interpretation


def test_an_unread_value_is_written_back_as_the_same_bytes(
    signal: Signal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = column(signal, "narrative")
    fresh = stored(signal)
    opened = count_openings(monkeypatch)
    fresh.team = "Ander team"
    fresh.save()
    assert column(signal, "narrative") == before
    assert "signals.signal.narrative" not in opened


def test_a_read_but_unchanged_value_is_written_back_as_the_same_bytes(signal: Signal) -> None:
    before = column(signal, "narrative")
    fresh = stored(signal)
    assert fresh.narrative
    fresh.save()
    assert column(signal, "narrative") == before


@pytest.mark.usefixtures("signal", "other")
def test_a_list_that_does_not_show_it_does_not_open_it(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = count_openings(monkeypatch)
    shown = [row.title for row in rows()]
    raw = list(rows().values_list("narrative", flat=True))
    assert len(shown) == len(raw) == 2
    assert opened == []
    assert {str(value) for value in raw} == {"<Sealed>"}
    assert all(isinstance(value, Sealed) for value in raw)


def test_one_corrupt_row_breaks_its_own_attribute_only(signal: Signal, other: Signal) -> None:
    token = bytearray(column(signal, "narrative"))
    token[-1] ^= 1
    put(signal, "narrative", bytes(token))
    found = {row.pk: row for row in rows()}
    with pytest.raises(DecryptionError):
        _ = found[signal.pk].narrative
    assert found[signal.pk].involved == "J. Kraaiennest"
    assert found[other.pk].narrative == "Bij Hazelworm kwamen busjes langs."


def test_the_error_names_the_field_and_no_content(signal: Signal) -> None:
    put(signal, "narrative", column(signal, "involved"))
    with pytest.raises(DecryptionError) as caught:
        _ = stored(signal).narrative
    assert "Kraaiennest" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_update_with_plaintext_raises(signal: Signal) -> None:
    with pytest.raises(TypeError, match="plaintext"), transaction.atomic():
        rows().filter(pk=signal.pk).update(narrative="leesbaar")
    assert stored(signal).narrative == SENTENCE


def test_bulk_update_with_plaintext_raises(signal: Signal) -> None:
    fresh = stored(signal)
    fresh.narrative = "leesbaar"
    with pytest.raises((TypeError, exceptions.FieldError)), transaction.atomic():
        rows().bulk_update([fresh], ["narrative"])
    assert stored(signal).narrative == SENTENCE


@pytest.mark.parametrize("lookup", ["narrative", "narrative__contains", "narrative__gt", "narrative__lower"])
@pytest.mark.usefixtures("signal")
def test_a_question_about_sealed_content_raises(lookup: str) -> None:
    with pytest.raises((TypeError, exceptions.FieldError)):
        list(rows().filter(**{lookup: "busjes"}))


def test_only_whether_it_is_empty_can_be_asked(signal: Signal) -> None:
    assert rows().filter(narrative__isnull=False).count() == 1
    assert rows().filter(interpretation__isnull=True).count() == 1


@pytest.mark.parametrize("value", [b"leesbare tekst van ruim veertig tekens lang, echt", b"\xf1V", b""])
def test_plaintext_by_raw_sql_meets_a_constraint(signal: Signal, value: bytes) -> None:
    with pytest.raises(IntegrityError, match="narrative_check"), transaction.atomic():
        put(signal, "narrative", value)


def test_plaintext_as_an_expression_meets_the_constraint(signal: Signal) -> None:
    leak = Value(b"leesbare tekst van ruim veertig tekens lang, echt", output_field=models.BinaryField())
    with pytest.raises(IntegrityError), transaction.atomic():
        rows().filter(pk=signal.pk).update(narrative=leak)


def test_a_dump_holds_no_content(signal: Signal) -> None:
    text = serializers.serialize("json", [stored(signal)])
    assert '"narrative": "<encrypted>"' in text
    assert "Kraaiennest" not in text


@pytest.mark.usefixtures("signal")
def test_dumpdata_holds_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    # Through this door nothing is dumped at all; were it opened, this is what would come out.
    monkeypatch.setattr(OneDatabaseThreeDoors, "allow_migrate", lambda *args, **hints: True)
    out = StringIO()
    with maintenance("test"):
        call_command("dumpdata", "signals", stdout=out)
    assert "<encrypted>" in out.getvalue()
    assert "Kraaiennest" not in out.getvalue()


def test_a_pickle_of_an_unread_row_holds_no_content(signal: Signal) -> None:
    raw = pickle.dumps(stored(signal))
    assert b"Kraaiennest" not in raw
    assert pickle.loads(raw).narrative == SENTENCE


def test_bulk_create_seals_every_row_for_itself(signal: Signal, other: Signal) -> None:
    steps = [
        SignalStep(signal=row, kind="NOTE", at=clock.now(), why=f"waarom {row.number}")
        for row in (signal, other)
    ]
    SignalStep.objects.bulk_create(steps)
    rows_ = SignalStep.objects.filter(kind="NOTE").unrestricted(why="test")
    assert {row.why for row in rows_} == {f"waarom {signal.number}", f"waarom {other.number}"}
    assert all("waarom" not in str(value) for value in rows_.values_list("why", flat=True))


def test_an_unread_value_is_not_copied_into_a_row_where_it_would_never_open(signal: Signal) -> None:
    copy = stored(signal)
    copy.pk, copy.number, copy._state.adding = uuid7(), "S-2026-99999", True
    with pytest.raises(DecryptionError, match="moved to another row"), transaction.atomic():
        copy.save()


def test_a_read_value_is_sealed_anew_for_the_row_it_is_copied_into(signal: Signal) -> None:
    copy = stored(signal)
    for field in copy._meta.concrete_fields:
        getattr(copy, field.attname)
    copy.pk, copy.number, copy._state.adding = uuid7(), "S-2026-99999", True
    copy.save()
    assert stored(copy).narrative == stored(signal).narrative == SENTENCE
    assert column(copy, "narrative") != column(signal, "narrative")


def test_a_missing_key_says_so(signal: Signal, turn_ring: Any) -> None:
    turn_ring(active=2, keys=(2,))
    with pytest.raises(DecryptionError, match="key 1 is not on the keyring"):
        _ = stored(signal).narrative


def test_refresh_brings_back_what_is_stored(signal: Signal) -> None:
    fresh = stored(signal)
    fresh.narrative = "nog niet bewaard"
    fresh.refresh_from_db(from_queryset=rows())
    assert fresh.narrative == SENTENCE


def test_nothing_is_nothing(signal: Signal) -> None:
    assert stored(signal).interpretation is None


@pytest.mark.parametrize("option", ["unique", "db_index", "primary_key"])
def test_a_sealed_field_can_not_be_indexed(option: str) -> None:
    with pytest.raises(exceptions.ImproperlyConfigured):
        EncryptedTextField(context="test", **{option: True})


class Row:
    """Stands for a row in tests of the fields alone."""

    pk = "0192f0c1-2345-7abc-8def-0123456789ab"


ROW: Any = Row()


@given(st.text())
def test_any_text_survives(text: str) -> None:
    for field in (EncryptedTextField(context="a"), EncryptedCharField(max_length=9, context="b")):
        assert field.unseal(field.seal(text, ROW), ROW) == text


@given(st.dates())
def test_any_date_survives(day: dt.date) -> None:
    field = EncryptedDateField(context="a")
    assert field.unseal(field.seal(day, ROW), ROW) == day


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_survives(value: Any) -> None:
    field = EncryptedJSONField(context="a")
    assert field.unseal(field.seal(value, ROW), ROW) == value


@pytest.mark.parametrize("value", [dt.datetime(2026, 1, 2, 3, 4), "2026-01-02", 20260102])
def test_what_is_no_date_is_refused_before_it_is_sealed(value: Any) -> None:
    with pytest.raises(TypeError, match="a date is needed") as caught:
        EncryptedDateField(context="a").seal(value, ROW)
    assert "2026" not in str(caught.value)


class Sheet(models.Model):
    """A table with a counted key, and two columns that share a context."""

    one = EncryptedTextField(context="tests.sheet.same")
    two = EncryptedTextField(context="tests.sheet.same")

    class Meta:
        app_label = "encryption"
        managed = False
        apps = Apps()  # invisible to the house


def test_a_table_with_a_counted_key_stops_the_start() -> None:
    found = Sheet._meta.get_field("one").check()
    assert "encryption.E001" in [problem.id for problem in found]


def test_two_columns_with_one_context_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.every_sealed_column_has_its_own_context(None) == []
    fields = [(Sheet, field) for field in Sheet._meta.local_fields if field.name != "id"]
    monkeypatch.setattr(checks, "encrypted_columns", lambda: fields)
    (problem,) = checks.every_sealed_column_has_its_own_context(None)
    assert problem.id == "encryption.E002"
    assert "encryption.sheet.one and encryption.sheet.two" in problem.msg


def test_the_length_is_validated() -> None:
    with pytest.raises(exceptions.ValidationError):
        EncryptedCharField(max_length=3, context="a").run_validators("vier")


def test_a_typed_date_is_understood() -> None:
    assert EncryptedDateField(context="a").to_python("2026-11-23") == dt.date(2026, 11, 23)
