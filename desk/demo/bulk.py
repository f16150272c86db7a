"""Many invented signals at once, for trying out size: sealed, with keys and acl, by bulk insert."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from access.contexts import SYSTEM, acting_as
from audit.models import Action
from audit.record import record_event
from core import clock
from core.numbers import next_numbers
from desk.demo.stories import TEAMS, a_story, an_address
from reference.models import Theme
from signals.models import Signal, SignalKey, SignalStep, SourceType, Urgency
from signals.operations.register import keys_of
from signals.states import LANES, SignalState
from signals.titles import propose_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import Organisation, User

BATCH: Final = 500
YEARS_BACK: Final = 3
STATES: Final = (
    (SignalState.NEW, 6),
    (SignalState.INTAKE, 3),
    (SignalState.WEIGHING, 5),
    (SignalState.WEIGHING_3, 4),
    (SignalState.WITH_DEPARTMENT, 22),
    (SignalState.FURTHER_ANALYSIS, 10),
    (SignalState.WITH_RIEC, 10),
    (SignalState.HANDLED, 40),
)
SOURCES: Final = (
    SourceType.ODT,
    SourceType.INTERNAL,
    SourceType.INTERNAL,
    SourceType.BOA,
    SourceType.CITIZEN,
)


def fill_up(owner: Organisation, handler: User, target: int, tell: Callable[[int], None]) -> int:
    """Add signals until the owner has ``target`` of them; returns how many were made."""
    with acting_as(SYSTEM, why="proefdata tellen"):
        present = Signal.objects.filter(owner=owner).unrestricted(why="proefdata").count()
        themes: dict[str, Any] = {theme.code: theme for theme in Theme.objects.all()}
    made = 0
    while present + made < target:
        count = min(BATCH, target - present - made)
        # Each batch has its own seed, so that going on after an interruption makes other signals.
        random = Random(present + made)  # noqa: S311 -- invented data, no secret
        with acting_as(SYSTEM, why="proefdata maken"):
            _make(owner, handler, themes, count, random)
        made += count
        tell(present + made)
    return made


def _make(owner: Organisation, handler: User, themes: dict[str, Theme], count: int, random: Random) -> None:
    now = clock.now()
    moments = sorted(
        now - timedelta(minutes=random.randint(1, YEARS_BACK * 365 * 24 * 60)) for _ in range(count)
    )
    numbers: dict[int, list[str]] = {}
    for year in {moment.year for moment in moments}:
        wanted = sum(moment.year == year for moment in moments)
        numbers[year] = next_numbers("S", year, wanted)
    states, weights = zip(*STATES, strict=True)
    signals = []
    for moment in moments:
        theme, phenomenon, text = a_story(random)
        state = random.choices(states, weights)[0]
        signal = Signal(
            number=numbers[moment.year].pop(0),
            owner=owner,
            regimes=["avg_internal"],
            title=propose_title(text),
            state=state,
            lane=LANES[state],
            handler=handler if state not in {SignalState.NEW, SignalState.HANDLED} else None,
            source_type=random.choice(SOURCES),
            team=random.choice(TEAMS),
            received_at=moment,
            observed_from=(moment - timedelta(days=2)).date(),
            observed_to=(moment - timedelta(days=2)).date(),
            observed_precision="DAY",
            location=an_address(random),
            narrative=text,
            theme=themes.get(theme),
            phenomena=[phenomenon],
            urgency=random.choices(Urgency.values, [1, 6, 20, 4])[0],
            weighed_yes=state not in {SignalState.NEW, SignalState.INTAKE, SignalState.WEIGHING},
        )
        signal.acl = signal.derive_acl()
        signals.append(signal)
    Signal.objects.bulk_create(signals, batch_size=BATCH)
    keys = [
        SignalKey(signal=signal, kind=kind, key=key)
        for signal in signals
        for kind, key in sorted(keys_of(signal))
    ]
    SignalKey.objects.bulk_create(keys, batch_size=2000)
    steps = [
        SignalStep(signal=signal, kind="REGISTERED", target=signal.state, at=signal.received_at)
        for signal in signals
    ]
    SignalStep.objects.bulk_create(steps, batch_size=2000)
    record_event(Action.CREATE, record_type="signals.signal", details={"bulk": count, "demo": True})
