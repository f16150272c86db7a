"""A document follows the record that it belongs to: its owner, level, regimes and who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps

from access.contexts import SYSTEM_PRINCIPAL, elevated
from access.records import Record

if TYPE_CHECKING:
    from documents.models import Document

WHY: Final = "a document follows the record that it belongs to"


def follow_record(record: Record) -> None:
    """Bring the documents of a record up to date with it; called at every save of a bearer."""
    with elevated(why=WHY):
        rows = _documents().filter(record_id=record.pk, record_type=record._meta.label_lower)
        held = rows.unrestricted(why=WHY).select_for_update(of=("self",), no_key=True).order_by("pk")
        for document in held:
            before = _standing(document)
            put_standing(document, record)
            if _standing(document) != before:
                document.save()


def put_standing(document: Document, record: Record) -> None:
    """As visible as the record, and stricter where the document itself asks for it. Not saved."""
    document.owner_id = record.owner_id
    # A bearer may keep a document from some who see the record itself.
    readers = record.readers_of(document) if hasattr(record, "readers_of") else record.acl
    document.audience = principals_in(readers)
    document.confidentiality = max(record.confidentiality, document.own_level)
    # A mixed document stands under all its regimes; the strictest decides (documents.rules).
    document.regimes = [*dict.fromkeys([*record.regimes, *document.own_regimes])]


def principals_in(acl: Iterable[int]) -> list[int]:
    """An acl without the system, which is in every acl."""
    return sorted(set(acl) - {SYSTEM_PRINCIPAL})


def _standing(document: Document) -> tuple[Any, ...]:
    return document.owner_id, document.confidentiality, list(document.regimes), list(document.audience)


def _documents() -> Any:
    # The model of a bearer is made before the registry is whole.
    return apps.get_model("documents", "document").objects
