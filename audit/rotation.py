"""The wrapped keys of reasons take part in key rotation; the lines themselves never change."""

from __future__ import annotations

from audit.models import ReasonKey
from audit.reasons import CONTEXT
from encryption.rotation import Column, Target


def targets() -> list[Target]:
    """One column of wrapped keys."""
    return [Column(ReasonKey.objects.all(), "wrapped", CONTEXT)]
