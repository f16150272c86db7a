"""Keyed hashes by which the same report or row is recognised when it comes twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from encryption.blind_index import blind_index

if TYPE_CHECKING:
    from accounts.models import Organisation, User

SEPARATOR = "\x1f"


def report_key(by: User, token: str) -> bytes:
    """The key of one form sent by one person: pressing *Versturen* twice makes one signal."""
    return blind_index(f"{by.pk}{SEPARATOR}{token}", context="signals.report.token")


def row_key(organisation: Organisation, source_type: str, facts: Iterable[str]) -> bytes:
    """The key of what a row says, whatever the order of columns or the form of its dates."""
    text = SEPARATOR.join([organisation.code, source_type, *(_plain(fact) for fact in facts)])
    return blind_index(text, context="signals.import.row")


def cells_key(organisation: Organisation, source_type: str, cells: Iterable[str]) -> bytes:
    """The key of the cells of a row as received, for rows that could not be read."""
    text = SEPARATOR.join([organisation.code, source_type, *(_plain(cell) for cell in cells)])
    return blind_index(text, context="signals.import.cells")


def _plain(text: str) -> str:
    """Spaces and capitals make no other fact."""
    return " ".join(text.split()).casefold()
