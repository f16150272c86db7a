"""Keyed hashes by which an earlier investigation is found again."""

from __future__ import annotations

import re

from encryption.blind_index import blind_index
from legal.identifiers import is_bsn, is_kvk
from subjects.queries.certain import plain_name


def identifier_key(text: str) -> bytes | None:
    """The key of a BSN or KvK-nummer; None when a text is neither."""
    digits = re.sub(r"\D", "", text)
    if is_bsn(digits) or is_kvk(digits):
        return blind_index(digits, context="bibob.related.identifier")
    return None


def name_key(text: str) -> bytes | None:
    """The key of a name, whatever the order of its words, capitals and accents; None without letters."""
    words = sorted(plain_name(text).split())
    return blind_index(" ".join(words), context="bibob.related.name") if words else None
