"""Sharpen what is known about a signal; the facts as received are never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction

from core.errors import Refused
from signals.models import Signal, SignalStep, Verification
from signals.operations.steps import before_of, for_change, not_sealed, write_step
from signals.titles import title_warning

if TYPE_CHECKING:
    from accounts.models import User
    from reference.models import Area, Theme

RELIABILITY: Final = {
    "A": "A · betrouwbaar",
    "B": "B · meestal betrouwbaar",
    "C": "C · tamelijk betrouwbaar",
    "D": "D · meestal niet betrouwbaar",
    "E": "E · onbetrouwbaar",
    "X": "X · niet te beoordelen",
}
CREDIBILITY: Final = {
    "1": "1 · bevestigd",
    "2": "2 · waarschijnlijk",
    "3": "3 · mogelijk",
    "4": "4 · twijfelachtig",
    "5": "5 · onwaarschijnlijk",
    "6": "6 · niet te beoordelen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharpened:
    """What triage adds to a signal; ``interpretation`` stands apart from what was observed."""

    title: str
    theme: Theme | None = None
    area: Area | None = None
    phenomena: Sequence[str] = ()
    indicators: Sequence[str] = ()
    source_reliability: str = "X"
    content_credibility: str = "6"
    verification: str = Verification.UNVERIFIED
    interpretation: str = ""


@transaction.atomic
def edit_signal(*, by: User, signal: Signal, new: Sharpened, version: int) -> SignalStep | None:
    """Write what triage knows; ``version`` is of the page that was filled in.

    Returns the step in the log, or None when nothing differs. Raises ``Conflict`` when somebody
    else changed the signal in the meantime, :class:`Refused` for a name in the title.
    """
    signal = for_change(by, "signals.edit", signal, version=version)
    not_sealed(signal)
    if not new.title.strip():
        raise Refused("Geef het signaal een titel.", field="title")
    if warning := title_warning(new.title):
        raise Refused(warning, field="title")
    if new.source_reliability not in RELIABILITY or new.content_credibility not in CREDIBILITY:
        raise Refused("Kies een waarde uit de lijst.")
    changed = _write(signal, new)
    if not changed:
        return None
    before = before_of(signal)
    signal.save()
    return write_step(by=by, signal=signal, kind="EDITED", before=before | {"changed": changed})


def _write(signal: Signal, new: Sharpened) -> list[str]:
    """Put the new values on the signal; the names of the fields that differ."""
    values = {
        "title": new.title.strip()[:120],
        "theme": new.theme,
        "area": new.area,
        "phenomena": sorted(new.phenomena),
        "indicators": sorted(new.indicators),
        "source_reliability": new.source_reliability,
        "content_credibility": new.content_credibility,
        "verification": new.verification,
        "interpretation": new.interpretation.strip() or None,
    }
    changed = []
    for name, value in values.items():
        now = getattr(signal, name)
        if (sorted(now) if isinstance(now, list) else now) != value:
            setattr(signal, name, value)
            changed.append(name)
    return changed
