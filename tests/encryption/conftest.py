"""A keyring to turn, stores of one's own, and two signals with something to hide."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation
from audit.models import ReasonKey
from core import clock
from signals.models import Signal
from signals.operations.register import NewSignal, Reporter, register_signal

OLD, NEW = 1, 2


def keyring_text(*, active: int, keys: tuple[int, ...]) -> str:
    """A keyring with invented keys; the same id is always the same key."""
    index = base64.b64encode(b"i" * 32).decode()
    return json.dumps(
        {
            "active": str(active),
            "keys": {str(key): base64.b64encode(bytes([key]) * 32).decode() for key in keys},
            "index": {"active": "1", "keys": {"1": index}},
        }
    )


@pytest.fixture
def turn_ring(settings: Any) -> Callable[..., None]:
    """``turn_ring(active=2, keys=(1, 2))`` puts another keyring in force."""

    def turn(*, active: int, keys: tuple[int, ...]) -> None:
        settings.VIK_KEYRING = keyring_text(active=active, keys=keys)

    return turn


@pytest.fixture(autouse=True)
def own_stores(settings: Any, tmp_path: Path, turn_ring: Callable[..., None]) -> None:
    """Every test begins with one key and empty stores."""
    turn_ring(active=OLD, keys=(OLD,))
    settings.VIK_SEAL_STORE = str(tmp_path / "seals")
    settings.VIK_DOCUMENT_STORE = str(tmp_path / "documents")


@pytest.fixture
def system(db: None) -> Iterator[None]:
    """The installation itself is at work."""
    with acting_as(SYSTEM, why="test of encryption"):
        yield


@pytest.fixture
def almelo(system: None) -> Organisation:
    """A municipality alone: these tests need nobody to sign in."""
    return Organisation.objects.get_or_create(
        code="almelo", defaults={"name": "Almelo", "kind": "MUNICIPALITY", "municipality_code": "GM0141"}
    )[0]


def make_signal(owner: Organisation, word: str) -> Signal:
    """One signal whose sealed fields hold a word."""
    return register_signal(
        by=None,
        new=NewSignal(
            title="Busjes bij een loods",
            source_type="INTERNAL",
            narrative=f"Bij {word} kwamen busjes langs.",
            received_at=clock.now(),
            owner=owner,
            location=f"{word}straat 12, Almelo",
            involved=f"J. {word}",
        ),
        reporter=Reporter(name=f"Melder {word}"),
    )


@pytest.fixture
def signal(system: None, almelo: Organisation) -> Signal:
    """A signal about Kraaiennest."""
    return make_signal(almelo, "Kraaiennest")


@pytest.fixture
def other(system: None, almelo: Organisation) -> Signal:
    """A signal about Hazelworm."""
    return make_signal(almelo, "Hazelworm")


def stored(signal: Signal) -> Signal:
    """The row as it stands in the database now."""
    return Signal.objects.unrestricted(why="test").get(pk=signal.pk)


@pytest.fixture
def known_reasons(system: None) -> None:
    """Reasons of other tests stay in the audit tables, sealed with keys that this test doesn't know."""
    ReasonKey.objects.all().delete()


def rotate(*options: str) -> tuple[dict[str, Any], int]:
    """Run the command; its report and exit code."""
    out = StringIO()
    try:
        call_command("rotate_keys", "--json", *options, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0
