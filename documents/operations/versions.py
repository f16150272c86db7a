"""A new version of a document, and other words about it; what was there before stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny, log_denial, require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from documents.following import put_standing
from documents.models import Bearer, Document
from documents.operations.attaching import Described, describe, note, require_description
from documents.operations.ending import hide_document
from documents.operations.indexing import forget_words, index_again
from documents.operations.storing import digest_of, keep_upload, put_record
from documents.queries import bearer_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

WHY: Final = "a document may be stricter than who works on it"


def require_change(by: User, document: Document, action: str = "edit") -> Bearer:
    """The record of a document, when this actor may change both; raises ``Denied`` or :class:`Refused`."""
    require(by, action, document)
    record = bearer_of(by, document)
    if record is None:
        log_denial(action, document._meta.label_lower, str(document.pk))
        raise Denied(deny("Dit document hoort bij een dossier dat u niet kunt wijzigen."))
    require(by, record.documents_action, record)
    if sentence := record.why_no_documents():
        raise Refused(sentence)
    return record


@transaction.atomic
def add_version(*, by: User, document: Document, upload: UploadedFile[Any]) -> Document:
    """Keep a newer version; the one before stays to be seen. Raises :class:`Refused`."""
    document = locked(Document, by, document.pk)
    record = require_change(by, document)
    require_newest(document)
    if document.redacts_id is not None:
        raise Refused("Een gelakte versie maakt u opnieuw vanuit het origineel.", field="upload")
    same = Document.objects.filter(series=document.series, digest=digest_of(upload))
    if same.visible_to(by).exists():
        raise Refused("Dit bestand is precies gelijk aan een versie die er al is.", field="upload")
    newer = successor_of(document, by)
    put_record(newer, record)
    keep_upload(newer, upload)
    note(record, "document_version", newer, by=by)
    return newer


def require_newest(document: Document) -> None:
    """Two people may not both make the next version of the same one."""
    if not document.current:
        raise Refused("Er is intussen een nieuwere versie. Ga daarvan uit.")


def successor_of(document: Document, by: User) -> Document:
    """The next version, with what was said of this one; this one is no longer the newest."""
    with elevated(why=WHY):
        document.current = False
        document.save()
        forget_words(document)
    return Document(
        series=document.series,
        edition=document.edition + 1,
        kind=document.kind,
        title=document.title,
        source=document.source,
        source_number=document.source_number,
        own_level=document.own_level,
        own_regimes=[*document.own_regimes],
        secret=document.secret,
        secret_why=document.secret_why,
        redacts=document.redacts,
        stored_by=by,
    )


@transaction.atomic
def change_description(*, by: User, document: Document, described: Described, version: int) -> Document:
    """Say something else of a document: kind, title, source, regime, secrecy."""
    bearer = bearer_of(by, document)
    if bearer is not None:
        # First the record, then its document: in that order whoever changes a record takes them too.
        locked(type(bearer), by, bearer.pk)
    document = locked(Document, by, document.pk, version=version)
    record = require_change(by, document)
    require_description(record, described)
    record_event(
        Action.CHANGE,
        record_type=document._meta.label_lower,
        record_id=str(document.pk),
        regime=document.regimes,
        details={"step": "described", "secret": described.secret, "kind": described.kind},
    )
    describe(document, described)
    put_standing(document, record)
    with elevated(why=WHY):
        document.save()
        if document.current:
            index_again(document)
    record.heed(document, step="document_described", by=by)
    return document


@transaction.atomic
def take_out_of_sight(*, by: User, document: Document, why: str) -> Bearer:
    """Hide a document that should not have been here, with the reason; the record it belonged to."""
    document = locked(Document, by, document.pk)
    record = require_change(by, document)
    if not why.strip():
        raise Refused("Schrijf op waarom dit document weg moet.", field="why")
    hide_document(by=by, document=document, why=why.strip()[:500])
    note(record, "document_hidden", document, by=by, why=why.strip()[:500])
    return record
