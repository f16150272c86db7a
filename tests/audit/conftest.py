"""An empty log, a folder for checkpoints, and the owner of the tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.audit.owner import Owner


@pytest.fixture
def owner(db: None, django_db_blocker: Any) -> Iterator[Owner]:
    """Who owns the tables, and so can do what nobody may."""
    session = Owner()
    yield session
    session.connection.close()


@pytest.fixture
def empty_log(owner: Owner) -> Iterator[Owner]:
    """The log without lines, before and after: a forged one would spoil later tests."""
    owner.empty()
    yield owner
    owner.empty()


@pytest.fixture
def checkpoint_folder(tmp_path: Path, settings: Any) -> Path:
    """A place outside the database, and a key to sign with."""
    settings.VIK_CHECKPOINT_DIR = str(tmp_path / "checkpoints")
    settings.VIK_CHECKPOINT_KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    return tmp_path / "checkpoints"
