"""Receive a signal: from a form, a file or a derived M. report. The one way a signal comes to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from encryption.blind_index import blind_index
from legal import identifiers
from legal.addresses import split_address
from signals.models import (
    KeyKind,
    PoliceAlignment,
    Report,
    Signal,
    SignalKey,
    SignalStep,
    SourceType,
    Urgency,
)
from signals.states import SignalState
from signals.twins import bands_of

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from reference.models import Area, Theme


@dataclass(frozen=True, slots=True)
class NewSignal:
    """What is known of a signal when it comes in; texts as received."""

    title: str
    source_type: str
    narrative: str
    received_at: datetime
    owner: Organisation
    team: str = ""
    location: str = ""
    spot: dict[str, float] | None = None
    area: Area | None = None
    involved: str = ""
    observed_from: date | None = None
    observed_to: date | None = None
    observed_precision: str = "UNKNOWN"
    observed_text: str = ""
    urgency: str = Urgency.NORMAL
    external_number: str = ""
    origin_key: bytes | None = None
    theme: Theme | None = None
    phenomena: Sequence[str] = ()
    indicators: Sequence[str] = ()
    regimes: Sequence[str] = ("avg_internal",)
    confidentiality: int = Confidentiality.ZAAKVERTROUWELIJK
    police_alignment: str = PoliceAlignment.NOT_NEEDED
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported, kept apart from the signal: a colleague with an account, or only a name."""

    user: User | None = None
    name: str = ""


@transaction.atomic
def register_signal(
    *, by: User | None, new: NewSignal, reporter: Reporter | None = None, action: str = "signals.report"
) -> Signal:
    """Make a signal of what came in, with its search keys and, apart, who reported it.

    ``by`` is the user at work (None: the system). Raises :class:`Denied` without the right,
    :class:`Refused` when there is nothing to read.
    """
    if by is not None and not may(by, action):
        raise Denied(deny(refusal(action)))
    if not new.narrative.strip():
        raise Refused("Beschrijf wat er is gezien of gehoord.", field="narrative")
    with elevated(why="number, keys and reporter lie outside the reporter's sight"):
        signal = Signal(
            number=next_number("S", new.received_at.year),
            owner=new.owner,
            confidentiality=new.confidentiality,
            regimes=list(new.regimes),
            title=new.title.strip()[:120] or "Signaal zonder titel",
            state=_first_state(new),
            source_type=new.source_type,
            team=new.team.strip()[:80],
            received_at=new.received_at,
            observed_from=new.observed_from,
            observed_to=new.observed_to,
            observed_precision=new.observed_precision,
            observed_text=new.observed_text.strip()[:80],
            location=new.location.strip()[:300] or None,
            spot=new.spot,
            area=new.area,
            narrative=new.narrative.strip(),
            involved=new.involved.strip() or None,
            external_number=new.external_number.strip()[:80] or None,
            origin_key=new.origin_key,
            theme=new.theme,
            phenomena=list(new.phenomena),
            indicators=list(new.indicators),
            urgency=new.urgency,
            police_alignment=new.police_alignment,
        )
        signal.save()
        write_keys(signal)
        # Triage reads the steps: who reported is not in them.
        sent_in_himself = reporter is not None and reporter.user is not None
        SignalStep.objects.create(
            signal=signal,
            kind="REGISTERED",
            target=signal.state,
            by=None if sent_in_himself else by,
            at=clock.now(),
        )
        if reporter is not None:
            _keep_reporter(signal, new, reporter)
    record_event(
        Action.CREATE,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"source": new.source_type},
    )
    return signal


def _first_state(new: NewSignal) -> str:
    """An anonymous signal waits for the police; any other one is new."""
    if new.source_type == SourceType.ANONYMOUS and new.police_alignment != PoliceAlignment.AGREED:
        return SignalState.AWAITING_POLICE
    return SignalState.NEW


def _keep_reporter(signal: Signal, new: NewSignal, reporter: Reporter) -> None:
    Report.objects.create(
        number=next_number("R", new.received_at.year),
        owner=new.owner,
        regimes=list(new.regimes),
        confidentiality=Confidentiality.INTERN,
        reporter=reporter.user,
        reporter_name=reporter.name.strip()[:160] or None,
        signal=signal,
        text=new.narrative.strip() if reporter.user else None,
        title=signal.title,
        reported_at=new.received_at,
    )


def write_keys(signal: Signal) -> None:
    """Write the search keys of a signal's content anew."""
    SignalKey.objects.filter(signal=signal).unrestricted(why="keys follow the content").delete()
    rows = [SignalKey(signal=signal, kind=kind, key=key) for kind, key in sorted(keys_of(signal))]
    SignalKey.objects.bulk_create(rows)


def keys_of(signal: Signal) -> set[tuple[str, bytes]]:
    """The keyed hashes by which equals of a signal are found."""
    found: set[tuple[str, bytes]] = set()
    text = " ".join(filter(None, [signal.narrative, signal.involved]))
    if signal.location:
        address = split_address(signal.location)
        if address.house:
            found.add((KeyKind.LOCATION, blind_index(address.house, context="signals.location")))
    if signal.external_number:
        value = signal.external_number.strip().casefold()
        found.add((KeyKind.EXTERNAL, blind_index(value, context="signals.external")))
    for plate in identifiers.plates_in(text):
        found.add((KeyKind.PLATE, blind_index(plate, context="signals.plate")))
    for phone in identifiers.phones_in(text):
        found.add((KeyKind.PHONE, blind_index(phone, context="signals.phone")))
    for band in bands_of(signal.narrative or "", lambda value: blind_index(value, context="signals.twin")):
        found.add((KeyKind.TWIN, band))
    return found
