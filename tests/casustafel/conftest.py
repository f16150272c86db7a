"""A meeting that is being prepared, with police, RIEC, ODT, SRT and the neighbour asked to it."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from casustafel.models import Meeting
from tests.casustafel.table import Table


@pytest.fixture
def table(cast: dict[str, User]) -> Table:
    """The host, the second host, and what they do."""
    return Table(cast)


@pytest.fixture
def meeting(table: Table) -> Meeting:
    """A meeting in two weeks."""
    return table.plan()


@pytest.fixture
def page_of(as_user: Any) -> Any:
    """``page_of(police, "/casustafel/")``: the text of a page."""

    def read(user: User, url: str, status: int = 200) -> str:
        answer = as_user(user).get(url)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return str(answer.content.decode())

    return read
