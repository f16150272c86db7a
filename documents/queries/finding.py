"""Documents by their number or by the words in them, without a text being opened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models.expressions import RawSQL

from documents.models import Document
from documents.wording import document_tokens

if TYPE_CHECKING:
    from accounts.models import User

CAP: Final = 1000
_NUMBER: Final = re.compile(r"DOC-\d{4}-\d{5,}", re.IGNORECASE | re.ASCII)
_FUNCTION: Final = "SELECT id FROM documents_with_words(%s::bigint[], %s)"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with why it was found, and the record it belongs to when that may be seen too."""

    document: Document
    why: str
    bearer: Any = None


def document_keys(actor: User, text: str, most: int = CAP + 1) -> dict[UUID, str]:
    """The keys of the documents that fit with why, the newest first. One query."""
    shown = Document.objects.filter(hidden_at=None, destroyed_at=None).visible_to(actor)
    if _NUMBER.fullmatch(text.strip()):
        found = shown.filter(number=text.strip().upper())
        return dict.fromkeys(found.values_list("pk", flat=True), "nummer")
    tokens = document_tokens(text)
    if not tokens:
        return {}
    # The index on tokens works only inside this function, which holds the second lock itself.
    ids = RawSQL(_FUNCTION, [sorted(tokens), most])  # noqa: S611 -- values apart
    rows = shown.filter(current=True, pk__in=ids).order_by("-created_at", "-id")
    return dict.fromkeys(rows.values_list("pk", flat=True)[:most], "woorden in het document")


def found_documents(actor: User, keys: Sequence[UUID], whys: dict[UUID, str]) -> list[FoundDocument]:
    """These documents in this order. One query, and one for each kind of record that they belong to."""
    rows = {row.pk: row for row in Document.objects.filter(pk__in=keys).visible_to(actor)}
    bearers = _bearers(actor, list(rows.values()))
    found = []
    for key in keys:
        if key in rows:
            found.append(FoundDocument(rows[key], whys[key], bearers.get(rows[key].record_id)))
    return found


def _bearers(actor: User, documents: Sequence[Document]) -> dict[UUID | None, Any]:
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for document in documents:
        if document.record_id is not None:
            wanted[document.record_type].add(document.record_id)
    found: dict[UUID | None, Any] = {}
    for kind, keys in wanted.items():
        model: Any = apps.get_model(kind)
        found |= {row.pk: row for row in model.objects.filter(pk__in=keys).visible_to(actor)}
    return found
