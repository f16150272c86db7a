"""A record that can carry documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from access.records import Record
from documents.following import follow_record

if TYPE_CHECKING:
    from accounts.models import User
    from documents.models import Document


class Bearer(Record):
    """Derive a kind of record from this, and documents can hang on it.

    A document is owned, levelled and visible as its record from the moment it is attached; this base
    brings them up to date at every save. ``documents_action`` is what the policy of the record is asked
    before somebody adds, replaces, redacts or hides a document. ``address`` must say where it is shown.
    """

    documents_action: ClassVar[str] = "change"

    class Meta(Record.Meta):
        abstract = True

    @property
    def address(self) -> str:
        """Where the record is shown."""
        raise NotImplementedError

    @property
    def documents_address(self) -> str:
        """Hook: where its documents stand: under their heading on its page."""
        return f"{self.address}#documenten"

    def why_no_documents(self) -> str:
        """Hook: the sentence when nothing may be added any more, as to a sealed record; "" when it may."""
        return ""

    def readers_of(self, document: Document) -> Iterable[int]:
        """Hook: the principals that may read this document, of those who see the record: all of them."""
        found: list[int] = self.acl
        return found

    def heed(self, document: Document, *, step: str, by: User, why: str = "") -> None:
        """Hook: something was done with a document of this record: follow what it asks, write it down.

        Of what is new (added, described) the record is held until the transaction ends.
        """

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The documents follow the record."""
        fresh = self._state.adding
        super().save(*args, **kwargs)
        if not fresh:
            follow_record(self)
