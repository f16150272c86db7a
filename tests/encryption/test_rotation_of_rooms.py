"""What the rooms seal themselves takes part in key rotation: factors, reasons, shares and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from access import rotation as house
from accounts.adapters import MFAAdapter
from accounts.models import Organisation, User
from audit.models import Action, AuditEvent
from audit.reasons import read_reasons
from audit.record import record_event
from core import clock
from documents import storage
from documents.models import Document
from documents.operations import store_file
from documents.storage import Part
from encryption import rotation, seals
from encryption.rotation import encrypted_columns
from signals.intake import files as received
from signals.models import ImportRun, SealedContent, Signal
from signals.operations.sealing import CONTEXT
from tests.encryption.conftest import NEW, OLD, rotate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_reasons")]
SENTENCE = "Bij Kraaiennest kwamen busjes langs."
Turn = Callable[..., None]


def test_every_sealed_column_of_the_house_takes_part() -> None:
    names = {target.name for target in rotation.targets_of_rooms()}
    columns = {f"{model._meta.label_lower}.{field.attname}" for model, field in encrypted_columns()}
    assert len(columns) > 15
    assert names == columns | {
        "mfa.authenticator.data",
        "audit.reasonkey.wrapped",
        "documents.document.files",
        "documents.document.keys",
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
    yield store_file(
        by=None,
        upload=SimpleUploadedFile("foto.jpg", photo.getvalue()),
        owner=almelo,
        audience=[],
        regimes=["avg_internal"],
        confidentiality=1,
    )


def test_stored_files_take_part(document: Document, turn_ring: Turn) -> None:
    original = storage.read(document.pk, Part.ORIGINAL)
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 0
    assert report["targets"]["documents.document.files"]["rotated"] == 3
    assert report["targets"]["documents.document.keys"]["rotated"] == 1
    turn_ring(active=NEW, keys=(NEW,))
    assert storage.read(document.pk, Part.ORIGINAL) == original
    assert storage.read(document.pk, Part.SHOWN)
    assert rotate()[0]["targets"]["documents.document.files"]["already_active"] == 3


def test_a_key_of_a_document_that_is_lost_is_told(document: Document, turn_ring: Turn) -> None:
    seals.destroy_seal(str(document.pk))
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    assert code == 1
    assert report["targets"]["documents.document.keys"]["unreadable_rows"] == [str(document.pk)]
    assert report["targets"]["documents.document.files"]["unreadable"] == 3
    assert not seals.seal_exists(str(document.pk))


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


def test_a_received_file_that_is_damaged_or_gone_is_left_and_told(
    almelo: Organisation, turn_ring: Turn
) -> None:
    user = User.objects.create(email="rob@almelo.demo", name="Rob", organisation=almelo)
    runs = []
    for number in (1, 2, 3):
        key, digest = received.keep_file(BytesIO(f"Waar;Wat\nKraaiennest;{number}\n".encode()))
        run = ImportRun(
            number=f"I-{number}",
            owner=almelo,
            regimes=["avg_internal"],
            source_type="ODT",
            source_name="ODT",
            filename="odt.csv",
            file_key=key,
            file_digest=digest,
            by=user,
        )
        run.save()
        runs.append(run)
    damaged = Path(settings.VIK_DOCUMENT_STORE) / "imports" / runs[0].file_key
    damaged.write_bytes(damaged.read_bytes()[:-1])
    before = damaged.read_bytes()
    received.forget_file(runs[1].file_key)
    turn_ring(active=NEW, keys=(OLD, NEW))
    report, code = rotate()
    found = report["targets"]["signals.importrun.file"]
    assert code == 1
    assert (found["rotated"], found["unreadable"]) == (1, 2)
    assert sorted(found["unreadable_rows"]) == sorted(str(run.pk) for run in runs[:2])
    assert damaged.read_bytes() == before
    assert not damaged.with_suffix(".part").exists()
    assert not (damaged.parent / runs[1].file_key).exists()
