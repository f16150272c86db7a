"""The keyring: what it accepts, what it says when something is wrong, and the blind index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from encryption import keyring
from encryption.blind_index import blind_index
from encryption.keyring import DecryptionError
from tests.encryption.conftest import keyring_text


@given(st.binary(max_size=3000), st.text(max_size=40), st.text(max_size=40))
def test_any_bytes_survive(plain: bytes, context: str, row: str) -> None:
    token = keyring.encrypt(plain, context=context, row=row)
    assert keyring.decrypt(token, context=context, row=row) == plain
    assert len(token) == len(plain) + keyring.OVERHEAD


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_changed_bit_anywhere_is_refused(plain: bytes, data: Any) -> None:
    token = bytearray(keyring.encrypt(plain, context="a", row="b"))
    place = data.draw(st.integers(0, len(token) - 1))
    token[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DecryptionError):
        keyring.decrypt(bytes(token), context="a", row="b")


@pytest.mark.parametrize(("context", "row"), [("a", "c"), ("c", "b"), ("ab", ""), ("", "ab")])
def test_a_token_opens_only_where_it_belongs(context: str, row: str) -> None:
    token = keyring.encrypt(b"x", context="a", row="b")
    with pytest.raises(DecryptionError):
        keyring.decrypt(token, context=context, row=row)


@pytest.mark.parametrize("token", [b"", b"x", b"gewone tekst die lang genoeg is om een token te lijken"])
def test_what_is_no_token_is_refused(token: bytes) -> None:
    with pytest.raises(DecryptionError, match="not a sealed value"):
        keyring.decrypt(token, context="a", row="b")


def test_the_ring_may_stand_in_a_file(settings: Any, tmp_path: Path) -> None:
    token = keyring.encrypt(b"x", context="a", row="b")
    path = tmp_path / "ring.json"
    path.write_text(settings.VIK_KEYRING)
    settings.VIK_KEYRING = str(path)
    assert keyring.decrypt(token, context="a", row="b") == b"x"


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{nonsense",
        "/does/not/exist",
        '{"active": "1", "keys": {"1": "kort"}, "index": {}}',
        keyring_text(active=2, keys=(1,)),
        keyring_text(active=0, keys=(0,)),
    ],
)
def test_a_wrong_ring_is_a_sentence_without_keys(text: str, settings: Any) -> None:
    settings.VIK_KEYRING = text
    with pytest.raises(ImproperlyConfigured) as caught:
        keyring.ring()
    assert "kort" not in str(caught.value)
    assert keyring.check_keys() == [str(caught.value)]


def test_a_good_ring_has_no_problems_until_a_key_is_missing(turn_ring: Callable[..., None]) -> None:
    assert keyring.check_keys({1}) == []
    turn_ring(active=2, keys=(2,))
    assert keyring.check_keys({1, 2}) == ["VIK_KEYRING lacks key 1, with which stored values are sealed"]


def test_a_blind_index_finds_equals_and_keeps_fields_apart() -> None:
    assert blind_index("123", context="bsn") == blind_index("123", context="bsn")
    assert blind_index("123", context="bsn") != blind_index("124", context="bsn")
    assert blind_index("123", context="bsn") != blind_index("123", context="phone")
    assert b"123" not in blind_index("123", context="bsn")
