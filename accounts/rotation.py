"""The secrets of second factors take part in key rotation."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final

from allauth.mfa.models import Authenticator

from accounts.adapters import MFA_CONTEXT
from encryption import keyring
from encryption.keyring import DecryptionError
from encryption.rotation import SAMPLE, Count, Target, key_id_or_none, reseal

# Where allauth keeps what it asked our adapter to seal: one value, or a list of them.
SEALED: Final = ("secret", "seed", "migrated_codes")


class Unreadable(Exception):
    """One of the secrets of a second factor can't be opened."""

    def __init__(self, key_id: int | None) -> None:
        self.key_id = key_id
        super().__init__("a secret of a second factor can't be opened")


class SecondFactors:
    """Secrets of one-time codes and recovery codes, base64 within the JSON of their row."""

    name = "mfa.authenticator.data"

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """Hold the next rows and seal anew every secret in them."""
        rows = Authenticator.objects.order_by("pk").select_for_update(no_key=True)
        held = list((rows.filter(pk__gt=after) if after is not None else rows)[:size])
        count = Count()
        for row in held:
            try:
                fresh = {
                    **row.data,
                    **{name: _rotated(row.data[name]) for name in SEALED if name in row.data},
                }
            except Unreadable as error:
                count.miss(row.pk, error.key_id)
                continue
            if fresh == row.data:
                count.active += any(name in row.data for name in SEALED)
                continue
            count.rotated += Authenticator.objects.filter(pk=row.pk, data=row.data).update(data=fresh)
        return (held[-1].pk if len(held) == size else None), count

    def keys_in_use(self) -> set[int]:
        """The keys of the oldest and newest rows."""
        found: set[int | None] = set()
        for order in ("pk", "-pk"):
            for data in Authenticator.objects.order_by(order).values_list("data", flat=True)[:SAMPLE]:
                for name in SEALED:
                    value = data.get(name, [])
                    for text in value if isinstance(value, list) else [value]:
                        found.add(key_id_or_none(_token(text)))
        return {key_id for key_id in found if key_id is not None}


def _token(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _rotated(value: Any) -> Any:
    """The value under the active key; a value that is there already comes back as it is."""
    if isinstance(value, list):
        return [_rotated(item) for item in value]
    token = _token(value)
    key_id = key_id_or_none(token)
    if key_id == keyring.ring().active:
        return value
    try:
        return base64.urlsafe_b64encode(reseal(token, context=MFA_CONTEXT, row="")).decode()
    except DecryptionError:
        raise Unreadable(key_id) from None


def targets() -> list[Target]:
    """The second factors."""
    return [SecondFactors()]
