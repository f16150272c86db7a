"""Where a fact or a document comes from."""

from __future__ import annotations

import re
from typing import Final

from django.db import models

LONGEST_NUMBER: Final = 40
_SIGNAL: Final = re.compile(r"S[\s-]*(\d{4})[\s-]+(\d{1,8})", re.IGNORECASE | re.ASCII)


class SourceKind(models.TextChoices):
    """The kind of source; its own number stands beside it."""

    REGISTER = "REGISTER", "Basisregistratie"
    DOCUMENT = "DOCUMENT", "Document"
    SIGNAL = "SIGNAL", "Signaal"
    CONTROL = "CONTROL", "Controle"
    OPEN_SOURCE = "OPEN_SOURCE", "Open bron"
    COLLEAGUE = "COLLEAGUE", "Collega"


def kept_number(kind: str, number: str) -> str:
    """The number of a source as it is kept: of a signal in its one form, so that it is found when that shuts."""
    plain = number.strip()
    if kind == SourceKind.SIGNAL and (match := _SIGNAL.fullmatch(plain)):
        plain = f"S-{match[1]}-{int(match[2]):05d}"
    return plain[:LONGEST_NUMBER]
