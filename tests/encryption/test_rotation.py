"""A new key takes over everything that is sealed, and the old one can then be thrown away."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Organisation
from audit.models import Action, AuditEvent
from core import clock
from encryption import files, keyring, rotation
from signals.models import Signal
from tests.encryption.conftest import NEW, OLD, make_signal, rotate, stored
from vik.checks import check_stored_keys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_reasons")]
SENTENCE = "Bij Kraaiennest kwamen busjes langs."
Turn = Callable[..., None]


def token(signal: Signal, name: str = "narrative") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM signals_signal WHERE id = %s", [signal.pk])
        return bytes(cursor.fetchone()[0])


def corrupt(signal: Signal) -> None:
    broken = token(signal)[:-1] + bytes([token(signal)[-1] ^ 1])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE signals_signal SET narrative = %s WHERE id = %s", [broken, signal.pk])


def test_a_new_key_takes_over_and_the_old_one_can_go(signal: Signal, turn_ring: Turn) -> None:
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 0
    assert report["targets"]["signals.signal.narrative"]["rotated"] == 1
    assert report["unreadable"] == 0
    assert keyring.key_id(token(signal)) == NEW
    turn_ring(active=NEW, keys=(NEW,))
    assert stored(signal).narrative == SENTENCE
    assert stored(signal).involved == "J. Kraaiennest"


def test_a_second_run_finds_nothing_to_do_and_sets_the_old_key_free(signal: Signal, turn_ring: Turn) -> None:
    turn_ring(active=NEW, keys=(OLD, NEW))
    first, _ = rotate()
    before = token(signal)
    second, code = rotate()
    assert code == 0
    assert (second["rotated"], second["already_active"]) == (0, first["rotated"] + first["already_active"])
    assert token(signal) == before
    assert first["keys_no_longer_needed"] == []
    assert second["keys_no_longer_needed"] == [OLD]


def test_rotation_is_no_change_of_the_record(signal: Signal, turn_ring: Turn) -> None:
    row = stored(signal)
    before = (row.changed_at, row.version)
    entries = LogEntry.objects.count()
    turn_ring(active=NEW, keys=(OLD, NEW))
    rotate()
    row = stored(signal)
    assert (row.changed_at, row.version) == before
    assert LogEntry.objects.count() == entries


def test_rotation_leaves_lines_with_counts_in_the_log(signal: Signal, turn_ring: Turn) -> None:
    turn_ring(active=NEW, keys=(OLD, NEW))
    since = clock.now()
    rotate()
    lines = AuditEvent.objects.using("audit").filter(at__gte=since, action=Action.TASK)
    details = {line.details["target"]: line.details for line in lines if "target" in line.details}
    assert details["signals.signal.narrative"]["rotated"] == 1
    assert {line.context for line in lines} == {"sleutelrotatie"}


@pytest.mark.parametrize("size", ["1", "2", "3", "500"])
def test_every_row_has_its_turn_whatever_the_batch(size: str, almelo: Organisation, turn_ring: Turn) -> None:
    signals = [make_signal(almelo, f"Woord{i}") for i in range(6)]
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, _ = rotate("--batch", size)
    assert report["targets"]["signals.signal.narrative"]["rotated"] == 6
    assert {keyring.key_id(token(signal)) for signal in signals} == {NEW}


def test_a_run_that_breaks_off_keeps_what_was_done_and_goes_on_there(
    almelo: Organisation, turn_ring: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    signals = [make_signal(almelo, f"Woord{i}") for i in range(5)]
    turn_ring(active=NEW, keys=(OLD, NEW))
    real, seen = rotation.reseal, []

    def interrupted(sealed: bytes, *, context: str, row: str) -> bytes:
        if context == "signals.signal.narrative":
            seen.append(row)
            if len(seen) == 4:
                raise KeyboardInterrupt
        return real(sealed, context=context, row=row)

    monkeypatch.setattr(rotation, "reseal", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rotate("--batch", "2")
    assert sorted(keyring.key_id(token(signal)) for signal in signals) == [OLD, OLD, OLD, NEW, NEW]
    monkeypatch.undo()
    report, _ = rotate("--batch", "2")
    narrative = report["targets"]["signals.signal.narrative"]
    assert (narrative["rotated"], narrative["already_active"]) == (3, 2)


def test_a_value_that_changed_meanwhile_is_not_overwritten(
    signal: Signal, turn_ring: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_ring(active=NEW, keys=(OLD, NEW))
    real = rotation.reseal

    def slowly(sealed: bytes, *, context: str, row: str) -> bytes:
        if context == "signals.signal.narrative":
            row_ = stored(signal)
            row_.narrative = "intussen verbeterd"
            row_.save()
        return real(sealed, context=context, row=row)

    monkeypatch.setattr(rotation, "reseal", slowly)
    report, _ = rotate()
    assert report["targets"]["signals.signal.narrative"]["rotated"] == 0
    assert stored(signal).narrative == "intussen verbeterd"


def test_what_can_not_be_read_is_counted_kept_and_told(
    signal: Signal, other: Signal, turn_ring: Turn
) -> None:
    corrupt(signal)
    before = token(signal)
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    narrative = report["targets"]["signals.signal.narrative"]
    assert code == 1
    assert (narrative["rotated"], narrative["unreadable"]) == (1, 1)
    assert narrative["unreadable_rows"] == [str(signal.pk)]
    assert narrative["old_keys"] == {str(OLD): 1}
    assert report["keys_still_needed"] == [OLD]
    assert token(signal) == before
    assert keyring.key_id(token(other)) == NEW
    assert rotate()[0]["keys_no_longer_needed"] == []


def test_a_missing_key_is_named(signal: Signal, turn_ring: Turn) -> None:
    turn_ring(active=NEW, keys=(NEW,))
    report, code = rotate()
    assert code == 1
    assert report["keys_missing"] == [OLD]
    assert report["rotated"] == 0
    turn_ring(active=NEW, keys=(OLD, NEW))
    assert rotate()[1] == 0
    assert stored(signal).narrative == SENTENCE


def test_the_report_in_words(signal: Signal, turn_ring: Turn) -> None:
    corrupt(signal)
    turn_ring(active=NEW, keys=(OLD, NEW))
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("rotate_keys", stdout=out)
    text = out.getvalue()
    assert f"signals.signal.narrative: 0 vernieuwd, 0 al actueel, 1 ONLEESBAAR ({signal.pk})" in text
    assert "Laat op de sleutelring: sleutel 1." in text
    assert "Kraaiennest" not in text


@pytest.mark.parametrize("size", ["0", "-1", "100000"])
def test_a_senseless_batch_is_refused(size: str) -> None:
    with pytest.raises(CommandError):
        call_command("rotate_keys", "--batch", size)


def test_a_lost_key_is_noticed_at_start(signal: Signal, turn_ring: Turn) -> None:
    assert check_stored_keys(databases=["default"]) == []
    turn_ring(active=NEW, keys=(NEW,))
    (problem,) = check_stored_keys(databases=["default"])
    assert "lacks key 1" in problem.msg
    assert check_stored_keys(databases=None) == []


def test_a_lost_key_is_noticed_while_running(signal: Signal, turn_ring: Turn, client: Any) -> None:
    turn_ring(active=NEW, keys=(NEW,))
    answer = client.get("/readyz").json()
    assert answer["keys"] == "failed"
    turn_ring(active=NEW, keys=(OLD, NEW))
    assert client.get("/readyz").json()["keys"] == "ok"


def test_a_file_opens_under_either_key_while_both_are_on_the_ring(turn_ring: Turn) -> None:
    sealed = BytesIO()
    files.encrypt_stream(BytesIO(b"x"), sealed, context="a", row="b")
    turn_ring(active=NEW, keys=(OLD, NEW))
    sealed.seek(0)
    assert b"".join(files.decrypt_stream(sealed, context="a", row="b")) == b"x"
