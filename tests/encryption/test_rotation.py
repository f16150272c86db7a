"""A new key takes over everything that is sealed, and the old one can then be thrown away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from PIL import Image

from access import rotation as house
from accounts.adapters import MFAAdapter
from accounts.models import Organisation, User
from audit.models import Action, AuditEvent, ReasonKey
from audit.reasons import read_reasons
from audit.record import record_event
from core import clock
from documents import storage
from documents.models import Document
from documents.operations import store_document
from documents.storage import Part
from encryption import files, keyring, rotation, seals
from encryption.rotation import encrypted_columns
from signals.intake import files as received
from signals.models import ImportRun, SealedContent, Signal
from signals.operations.sealing import CONTEXT
from tests.encryption.conftest import NEW, OLD, make_signal, stored
from vik.checks import check_stored_keys

pytestmark = pytest.mark.django_db
SENTENCE = "Bij Kraaiennest kwamen busjes langs."
Turn = Callable[..., None]


@pytest.fixture(autouse=True)
def without_lines_of_other_tests(system: None) -> None:
    """Reasons of other tests stay in the audit tables, sealed with keys that this test doesn't know."""
    ReasonKey.objects.all().delete()


def rotate(*options: str) -> tuple[dict[str, Any], int]:
    """Run the command; its report and exit code."""
    out = StringIO()
    try:
        call_command("rotate_keys", "--json", *options, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0


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


def test_every_sealed_column_of_the_house_takes_part() -> None:
    names = {target.name for target in rotation.targets_of_rooms()}
    columns = {f"{model._meta.label_lower}.{field.attname}" for model, field in encrypted_columns()}
    assert len(columns) > 15
    assert names == columns | {
        "mfa.authenticator.data",
        "audit.reasonkey.wrapped",
        "documents.document.files",
        "signals.sealedcontent.share",
        "signals.sealedcontent.store",
        "signals.importrun.file",
    }


def test_second_factors_take_part(almelo: Organisation, turn_ring: Turn) -> None:
    user = User.objects.create(email="rob@almelo.demo", name="Rob", organisation=almelo)
    adapter = MFAAdapter()
    totp = Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": adapter.encrypt("JBSWY3DP")}
    )
    codes = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": [adapter.encrypt("a1"), adapter.encrypt("b2")], "used_mask": 5},
    )
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "sleutel"})
    assert house.stored_key_ids() == {OLD}
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 0
    assert report["targets"]["mfa.authenticator.data"]["rotated"] == 2
    turn_ring(active=NEW, keys=(NEW,))
    for row in (totp, codes, key):
        row.refresh_from_db()
    assert adapter.decrypt(totp.data["secret"]) == "JBSWY3DP"
    assert [adapter.decrypt(code) for code in codes.data["migrated_codes"]] == ["a1", "b2"]
    assert codes.data["used_mask"] == 5
    assert key.data == {"name": "sleutel"}


def test_a_second_factor_that_can_not_be_read_is_counted(almelo: Organisation, turn_ring: Turn) -> None:
    user = User.objects.create(email="rob@almelo.demo", name="Rob", organisation=almelo)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "leesbaar!"})
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 1
    assert report["targets"]["mfa.authenticator.data"]["unreadable"] == 1


def test_reasons_in_the_audit_log_take_part(turn_ring: Turn) -> None:
    record = str(uuid4())
    record_event(Action.READ, record_type="signals.signal", record_id=record, reason="vraag van Kraaiennest")
    line = AuditEvent.objects.using("audit").get(record_id=record)
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, _ = rotate()
    assert report["targets"]["audit.reasonkey.wrapped"]["rotated"] == 1
    turn_ring(active=NEW, keys=(NEW,))
    assert read_reasons([line]) == {line.id: "vraag van Kraaiennest"}
    assert AuditEvent.objects.using("audit").get(record_id=record).hash == line.hash


@pytest.fixture
def sealed(signal: Signal) -> SealedContent:
    """Content in its sealed year."""
    row = SealedContent(signal=signal, sealed_at=clock.now(), destroy_on=clock.today())
    blob = seals.seal(SENTENCE.encode(), context=CONTEXT, row=str(row.pk))
    row.ciphertext, row.share = blob.ciphertext, blob.share
    row.save()
    return row


def test_sealed_content_takes_part_with_both_halves_of_its_key(
    sealed: SealedContent, turn_ring: Turn
) -> None:
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 0
    assert report["targets"]["signals.sealedcontent.share"]["rotated"] == 1
    assert report["targets"]["signals.sealedcontent.store"]["rotated"] == 1
    turn_ring(active=NEW, keys=(NEW,))
    row = SealedContent.objects.unrestricted(why="test").get(pk=sealed.pk)
    assert bytes(row.ciphertext) == sealed.ciphertext
    content = seals.open_seal(bytes(row.ciphertext), bytes(row.share), context=CONTEXT, row=str(row.pk))
    assert content.decode() == SENTENCE


def test_destroyed_content_does_not_come_back(sealed: SealedContent, turn_ring: Turn) -> None:
    seals.destroy_seal(str(sealed.pk))
    sealed.ciphertext, sealed.share, sealed.destroyed_at = None, None, clock.now()
    sealed.save()
    turn_ring(active=NEW, keys=(OLD, NEW))
    _, code = rotate()
    assert code == 0
    assert not seals.seal_exists(str(sealed.pk))


def test_a_share_that_is_lost_is_told(sealed: SealedContent, turn_ring: Turn) -> None:
    seals.destroy_seal(str(sealed.pk))
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 1
    assert report["targets"]["signals.sealedcontent.store"]["unreadable_rows"] == [str(sealed.pk)]


@pytest.fixture
def document(almelo: Organisation) -> Iterator[Document]:
    """A kept photo."""
    photo = BytesIO()
    Image.new("RGB", (30, 20), "red").save(photo, "JPEG")
    yield store_document(
        by=None,
        upload=SimpleUploadedFile("foto.jpg", photo.getvalue()),
        owner=almelo,
        audience=[],
        regimes=["avg_internal"],
        confidentiality=1,
        images_only=True,
    )


def test_stored_files_take_part(document: Document, turn_ring: Turn) -> None:
    original = storage.read(document.pk, Part.ORIGINAL)
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 0
    assert report["targets"]["documents.document.files"]["rotated"] == 3
    turn_ring(active=NEW, keys=(NEW,))
    assert storage.read(document.pk, Part.ORIGINAL) == original
    assert storage.read(document.pk, Part.SHOWN)
    assert rotate()[0]["targets"]["documents.document.files"]["already_active"] == 3


def test_a_damaged_file_is_left_and_told(document: Document, turn_ring: Turn) -> None:
    name = storage.name_of(document.pk, Part.ORIGINAL)
    with storage.store().get(name) as file:
        damaged = file.read()[:-1]
    storage.store().put(name, BytesIO(damaged))
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    found = report["targets"]["documents.document.files"]
    assert code == 1
    assert (found["rotated"], found["unreadable"], found["unreadable_rows"]) == (2, 1, [name])
    with storage.store().get(name) as file:
        assert file.read() == damaged


def test_received_files_take_part(almelo: Organisation, turn_ring: Turn) -> None:
    user = User.objects.create(email="rob@almelo.demo", name="Rob", organisation=almelo)
    key, digest = received.keep_file(BytesIO(b"Waar;Wat\nKraaiennest;busjes\n"))
    ImportRun(
        number="I-1",
        owner=almelo,
        regimes=["avg_internal"],
        source_type="ODT",
        source_name="ODT",
        filename="odt.csv",
        file_key=key,
        file_digest=digest,
        by=user,
    ).save()
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 0
    assert report["targets"]["signals.importrun.file"]["rotated"] == 1
    turn_ring(active=NEW, keys=(NEW,))
    with received.opened(key) as file:
        assert b"Kraaiennest" in file.read()


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
