"""Which passwords are taken: long ones that nobody would guess, of whatever characters."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Organisation, User
from accounts.passwords import is_listed


def person() -> User:
    return User(
        name="Sanne Broekhuis",
        email="sanne@almelo.nl",
        organisation_id=1,
        organisation=Organisation(pk=1, name="Gemeente Almelo"),
    )


@pytest.mark.parametrize(
    "password",
    ["paard kaars brug wolk", "correcthorsebatterystaple", "ééndrachtmaaktmacht-x", "q7!Rv92-Lm0zKp"],
)
def test_a_long_own_password_is_taken_whatever_it_is_made_of(password: str) -> None:
    validate_password(password, person())


@pytest.mark.parametrize(
    "password",
    [
        "kort",
        "elf letters",
        "Welkom-Almelo-2026",
        "Zomer2026!Zomer2026!",
        "sannebroekhuis1984",
        "gemeente-almelo-01",
        "123456789012345",
        "passwordpassword",
    ],
)
def test_a_short_or_obvious_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, person())


def write_list(path: Path, passwords: list[str], ending: str = ":3\n") -> Path:
    hashes = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in passwords)
    path.write_text("".join(f"{line}{ending}" for line in hashes))
    return path


def test_a_leaked_password_is_refused_without_a_network(tmp_path: Path, settings: Any) -> None:
    settings.VIK_LEAKED_PASSWORDS = str(write_list(tmp_path / "leaked.txt", ["paard kaars brug wolk"]))
    with pytest.raises(ValidationError, match="gelekte wachtwoorden"):
        validate_password("paard kaars brug wolk", person())
    validate_password("paard kaars brug regen", person())


@given(listed=st.lists(st.text(max_size=8), max_size=60, unique=True), other=st.text(max_size=8))
def test_every_line_of_the_list_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, listed: list[str], other: str
) -> None:
    for ending in (":12345\n", "\r\n", "\n"):
        path = write_list(tmp_path_factory.mktemp("leaks") / "leaked.txt", listed, ending)
        assert all(is_listed(path, word) for word in listed)
        assert is_listed(path, other) is (other in listed)
