"""Open a stored part of a document, or say in a sentence why that can't be."""

from __future__ import annotations

import logging

from core.errors import Refused
from documents.filetypes import Part
from documents.models import Document
from documents.storage import FileGone, read
from encryption.files import FileTampered
from encryption.keyring import DecryptionError
from encryption.seals import SealStoreMissing

log = logging.getLogger("vik.documents")


def opened(document: Document, part: Part) -> bytes:
    """The bytes of one part; what is missing or damaged is told in a sentence, and to the administrator."""
    try:
        return read(document.pk, part)
    except FileGone:
        raise Refused("Dit bestand staat niet meer in VIK. Meld dit aan de beheerder.") from None
    except (FileTampered, DecryptionError, SealStoreMissing) as error:
        # The alarm: a damaged or exchanged file, a lost key, or a store that is not mounted.
        log.error("unreadable: document %s %s: %s", document.pk, part, type(error).__name__)
        raise Refused("Dit bestand is onleesbaar geworden. Meld dit aan de beheerder.") from None
