"""Identifiers that sort by time and cannot be guessed."""

import uuid

import uuid6


def uuid7() -> uuid.UUID:
    """A new UUID version 7 (RFC 9562): time-ordered, 74 random bits."""
    return uuid.UUID(int=uuid6.uuid7().int)
