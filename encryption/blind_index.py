"""Blind index: find an exact value without storing it, by a keyed hash with a key of its own.

It tells who has the database but not the key only which rows are equal. Never for values that
are shown; the space of a BSN is tiny, so an index without a secret key would be a lookup table.

A hash finds only what is written exactly alike, so bring a value into one form first, the same when
it is kept and when it is sought: :func:`plain_text`, :func:`plain_code`, :func:`plain_digits`.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from encryption.keyring import KEY_BYTES, index_ring

DIGEST = 16


@lru_cache(maxsize=256)
def _key(master: bytes, context: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=b"vik-index-v1", info=context.encode()).derive(master)


def blind_index(value: str, *, context: str, key: int | None = None) -> bytes:
    """The index of a normalised value: key id (2 bytes) and 16 bytes of HMAC-SHA256.

    ``context`` keeps indexes of different fields apart; ``key`` is the id of an older index key.
    """
    keys = index_ring()
    key_id = keys.active if key is None else key
    digest = hmac.new(_key(keys.key(key_id), context), value.encode(), hashlib.sha256).digest()
    return key_id.to_bytes(2, "big") + digest[:DIGEST]


def plain_text(value: str) -> str:
    """Words in one form: width, capitals and spaces make no difference, accents do."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def plain_code(value: str) -> str:
    """A number plate, case number or reference: its letters and digits, as capitals."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", value).upper() if sign.isalnum())


def plain_digits(value: str) -> str:
    """A BSN or account number: its digits, in ASCII."""
    return "".join(str(unicodedata.digit(sign)) for sign in value if sign.isdigit())
