"""The keyring: what it accepts, what it says when something is wrong, and the blind index."""

from __future__ import annotations

import base64
import json
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from encryption import keyring
from encryption.blind_index import blind_index, plain_code, plain_digits, plain_text
from encryption.keyring import DecryptionError


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


KEY, OTHER = (base64.b64encode(letter * 32).decode() for letter in (b"k", b"o"))
INDEX = {"active": "1", "keys": {"1": OTHER}}


@pytest.mark.parametrize(
    "ring",
    [
        {},
        {"active": "1", "keys": {"1": "kort"}, "index": INDEX},
        {"active": "2", "keys": {"1": KEY}, "index": INDEX},
        {"active": "0", "keys": {"0": KEY}, "index": INDEX},
        {"active": "1", "keys": [KEY], "index": INDEX},
        {"active": "1", "keys": {}, "index": INDEX},
        {"active": "1", "keys": {"1": KEY}, "index": []},
        {"active": "1", "keys": {"1": KEY}},
        {"active": "twee", "keys": {"1": KEY}, "index": INDEX},
        {"active": KEY, "keys": {KEY: "1"}, "index": INDEX},
        {"active": "1", "keys": {"1": KEY, "01": OTHER}, "index": INDEX},
        {"active": "1", "keys": {"1": KEY}, "index": {"active": "70000", "keys": {"70000": OTHER}}},
        {"active": "1", "keys": {"1": KEY}, "index": {"active": "1", "keys": {"1": KEY}}},
    ],
)
def test_a_wrong_ring_is_a_sentence_without_keys(ring: Any, settings: Any) -> None:
    refused(json.dumps(ring), settings)


@pytest.mark.parametrize("text", ["", " ", "/does/not/exist", "\0", "{nonsense" + KEY, "x" * 5000])
def test_what_is_no_ring_at_all_is_a_sentence_without_keys(text: str, settings: Any) -> None:
    refused(text, settings)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe{}", b"[1]", b'"tekst"', b"{"])
def test_a_file_that_is_no_ring_is_a_sentence(content: bytes, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "ring.json").write_bytes(content)
    refused(str(tmp_path / "ring.json"), settings)


def test_a_number_that_stands_twice_is_refused(settings: Any) -> None:
    text = json.dumps({"active": "1", "keys": {"1": KEY}, "index": INDEX})
    refused(text.replace('"keys": {"1"', f'"keys": {{"1": "{OTHER}", "1"', 1), settings)


def refused(text: str, settings: Any) -> None:
    """One sentence, from which no key can be learned, nor from the error behind it."""
    settings.VIK_KEYRING = text
    with pytest.raises(ImproperlyConfigured, match=r"^VIK_KEYRING: ") as caught:
        keyring.ring()
    assert keyring.check_keys() == [str(caught.value)]
    told = "".join(traceback.format_exception(caught.value)) + str(
        vars(caught.value.__cause__ or caught.value)
    )
    for secret in (KEY, OTHER, "kort"):
        assert secret not in str(caught.value)
        assert secret not in told


def test_a_ring_does_not_show_its_keys() -> None:
    shown = repr(keyring.ring()) + str(keyring.index_ring())
    assert "active=1" in shown
    assert str(bytes([1]) * 8)[2:-1] not in shown
    assert "iiii" not in shown


def test_a_good_ring_has_no_problems_until_a_key_is_missing(turn_ring: Callable[..., None]) -> None:
    assert keyring.check_keys({1}) == []
    turn_ring(active=2, keys=(2,))
    assert keyring.check_keys({1, 2}) == ["VIK_KEYRING lacks key 1, with which stored values are sealed"]


def test_a_blind_index_finds_equals_and_keeps_fields_apart() -> None:
    assert blind_index("123", context="bsn") == blind_index("123", context="bsn")
    assert blind_index("123", context="bsn") != blind_index("124", context="bsn")
    assert blind_index("123", context="bsn") != blind_index("123", context="phone")
    assert b"123" not in blind_index("123", context="bsn")


@pytest.mark.parametrize(
    ("one", "form", "other"),
    [
        (plain_text, "de loods aan de weg", " De  Loods\taan de\u00a0WEG "),
        (plain_text, "straße 1", "STRASSE 1"),
        (plain_code, "AB12CD", "ab-12-cd"),
        (plain_code, "M601228", "m 601.228"),
        (plain_digits, "123456782", "1234.56.782"),
        (plain_digits, "0612", "०६१२"),
    ],
)
def test_what_is_the_same_gets_one_form(one: Callable[[str], str], form: str, other: str) -> None:
    assert one(form) == one(other)
    assert one(one(other)) == one(other)


def test_what_differs_keeps_its_own_form() -> None:
    assert plain_text("Özgür") != plain_text("Ozgur")
    assert plain_code("AB-12-CD") != plain_code("AB-12-CE")
    assert plain_digits("12") != plain_digits("120")


@given(st.text(max_size=60))
def test_a_form_of_a_form_is_that_form(text: str) -> None:
    for one in (plain_code, plain_digits):
        assert one(one(text)) == one(text)
