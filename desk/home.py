"""My work: what waits for me, from all rooms that I may enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import Page
from accounts.models import RoleAssignment
from bibob.queries.files import to_report
from cases.models import Case
from cases.queries import actions
from cases.queries.kept import waiting_for
from cases.states import CaseState
from core import clock
from inspections.queries.revisits import controls_today, proposals_open, revisits_open
from measures.models import Claim, Measure
from mreports.models import MReport
from mreports.states import ReportState
from signals.models import PoliceAlignment, Report, ReportMessage, Signal
from signals.queries.inbox import LATE
from signals.states import OPEN, SEALED, Lane

if TYPE_CHECKING:
    from accounts.models import User

# Counting stops here: more than this is "1.000+", and costs no more to find out.
COUNT_CAP = 1000
SHOWN = 8
# Verjaring within so long is a risk.
AT_RISK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing that waits, with the number and the way to it."""

    label: str
    count: str
    url: str
    hint: str = ""
    urgent: bool = False


def capped(queryset: Any) -> int:
    """How many rows, counted no further than the cap."""
    return int(queryset.order_by()[: COUNT_CAP + 1].count())


def shown_count(count: int) -> str:
    """``7``, or ``1.000+`` beyond the cap."""
    return f"{COUNT_CAP:,}+".replace(",", ".") if count > COUNT_CAP else str(count)


def _tile(label: str, count: int, url: str, hint: str = "", *, urgent: bool = False) -> Tile:
    return Tile(label, shown_count(count), url, hint, urgent and count > 0)


def triage_tiles(user: User) -> list[Tile]:
    """What waits in triage."""
    signals = Signal.objects.visible_to(user)
    inbox = reverse("signals:inbox")
    soon = clock.today() + timedelta(days=30)
    late = clock.now() - LATE
    return [
        _tile("Nieuw", capped(signals.filter(lane=Lane.NEW)), f"{inbox}?bak={Lane.NEW}", "nog niet gewogen"),
        _tile(
            "Langer dan 5 dagen",
            capped(signals.filter(lane=Lane.NEW, received_at__lt=late)),
            f"{inbox}?bak={Lane.NEW}&ouder=5",
            "wacht nog op weging",
            urgent=True,
        ),
        _tile(
            "Weging 3",
            capped(signals.filter(lane=Lane.WEIGHING_3)),
            f"{inbox}?bak={Lane.WEIGHING_3}",
            "klaar om te beslissen",
        ),
        _tile(
            "Wacht op antwoord",
            capped(signals.filter(lane=Lane.WAITING)),
            f"{inbox}?bak={Lane.WAITING}",
            "van de politie of de melder",
        ),
        _tile(
            "Binnen 30 dagen vernietigd",
            capped(signals.filter(state__in=SEALED, retention_until__lte=soon)),
            f"{inbox}?bak={Lane.SEALED}",
            "verzegeld, jaar loopt af",
        ),
    ]


def m_tiles(user: User) -> list[Tile]:
    """What waits for an M.-gemachtigde."""
    reports = MReport.objects.visible_to(user)
    inbox = reverse("mreports:inbox")
    waiting = reports.filter(alignment__in=[PoliceAlignment.NONE, PoliceAlignment.ASKED]).exclude(
        state=ReportState.DESTROYED
    )
    leaks = reports.filter(leak_suspected=True).exclude(state=ReportState.DESTROYED)
    return [
        _tile(
            "Nieuw van M.",
            capped(reports.filter(state=ReportState.RECEIVED)),
            inbox,
            "nog geen signaal gemaakt",
        ),
        _tile("Wacht op de politie", capped(waiting), inbox, "nog geen akkoord"),
        _tile("Mogelijk meldergegevens", capped(leaks), inbox, "verberg en vernietig", urgent=True),
    ]


def report_tiles(user: User) -> list[Tile]:
    """What a reporter wants to know."""
    own = Report.objects.visible_to(user).filter(reporter=user)
    questions = ReportMessage.objects.visible_to(user).filter(report__reporter=user, answered_at=None)
    page = reverse("signals:own_reports")
    return [
        _tile("Mijn meldingen", capped(own), page, "met de status"),
        _tile("Vragen aan mij", capped(questions), page, "wachten op uw antwoord", urgent=True),
    ]


def measure_tiles(user: User) -> list[Tile]:
    """Terms of measures in which the municipality must act."""
    running = Measure.objects.visible_to(user).filter(next_on__isnull=False)
    today, terms = clock.today(), reverse("measures:terms")
    lapsing = Claim.objects.visible_to(user).filter(balance__gt=0, lapses_on__lt=today + AT_RISK)
    return [
        _tile(
            "Termijn voorbij",
            capped(running.filter(next_on__lt=today)),
            terms,
            "van maatregelen",
            urgent=True,
        ),
        _tile(
            "Termijn binnen 14 dagen",
            capped(running.filter(next_on__range=(today, today + timedelta(days=14)))),
            f"{terms}?als=week",
            "van maatregelen",
        ),
        _tile(
            "Verjaart binnen 90 dagen",
            capped(lapsing),
            reverse("measures:debtors"),
            "vorderingen",
            urgent=True,
        ),
    ]


def bibob_tiles(user: User) -> list[Tile]:
    """Conclusions of one's own investigations that the LBB must hear at once."""
    return [
        _tile(
            "Te melden aan het LBB", to_report(user), reverse("bibob:home"), "Bibob-onderzoeken", urgent=True
        )
    ]


def action_tiles(user: User) -> list[Tile]:
    """Actions: one's own, and what waits for the chair."""
    page = reverse("actions:board")
    own = actions.busy(user)
    tiles = [
        _tile("Mijn acties", capped(own), f"{page}?van=mij", "staan nog open"),
        _tile(
            "Mijn acties te laat",
            capped(actions.late(own)),
            f"{page}?van=mij&laat=ja",
            "dag is voorbij",
            urgent=True,
        ),
    ]
    if may(user, "cases.verify_action"):
        tiles.append(_tile("Te verifiëren", capped(actions.to_verify(user)), page, "acties die gereed zijn"))
    return tiles


def case_tiles(user: User) -> list[Tile]:
    """Proposals to decide upon."""
    cases, page = Case.objects.visible_to(user), reverse("cases:list")
    return [
        _tile(
            "Casus voorgesteld",
            capped(cases.filter(state=CaseState.PROPOSED)),
            f"{page}?stand=proposed",
            "wacht op een besluit",
        ),
    ]


def destruction_tiles(user: User) -> list[Tile]:
    """Cases that were kept long enough, and wait for this user to agree."""
    return [
        _tile(
            "Casus lang genoeg bewaard",
            capped(waiting_for(user)),
            reverse("cases:destruction"),
            "geef akkoord of houd vast",
            urgent=True,
        )
    ]


def control_tiles(user: User) -> list[Tile]:
    """Controls of today, and addresses that must be visited again."""
    revisits = reverse("inspections:revisits")
    return [
        _tile(
            "Controles vandaag",
            capped(controls_today(user)),
            f"{reverse('inspections:list')}?dag=vandaag",
            "gepland of bezig",
        ),
        _tile(
            "Hercontrole te laat", capped(revisits_open(user, within=-1)), revisits, "adressen", urgent=True
        ),
        _tile("Hercontrole binnen 14 dagen", capped(revisits_open(user, within=14)), revisits, "adressen"),
    ]


def proposal_tiles(user: User) -> list[Tile]:
    """Findings of controls that wait for a jurist."""
    count = capped(proposals_open(user))
    return [
        _tile(
            "Voorgesteld voor maatregel", count, reverse("inspections:list"), "na een controle", urgent=True
        )
    ]


def rights_tiles(user: User) -> list[Tile]:
    """Special rights that wait for a second person."""
    waiting = RoleAssignment.objects.proposals().filter(user__organisation_id=user.organisation_id)
    count = capped(waiting.exclude(granted_by=user).exclude(user=user))
    return [
        _tile(
            "Voorstellen voor rechten",
            count,
            reverse("administration:proposals"),
            "vragen een tweede persoon",
            urgent=True,
        )
    ]


def my_signals(user: User) -> list[Signal]:
    """The open signals that are assigned to the user, the oldest first."""
    rows = Signal.objects.visible_to(user).filter(handler=user, state__in=OPEN)
    return list(rows.order_by("received_at", "pk")[:SHOWN])


class Home(Page):
    """The start page: what waits, and what I have in hand."""

    action = "desk.use"
    purpose = "Eigen werk"
    template_name = "desk/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tiles per kind of work that the user's roles allow; titles of own signals are logged."""
        user = self.actor
        tiles: list[Tile] = []
        mine: list[Signal] = []
        if may(user, "signals.view"):
            tiles += triage_tiles(user)
            mine = my_signals(user)
            self.log_shown(mine)
        if may(user, "cases.decide"):
            tiles += case_tiles(user)
        if may(user, "cases.destroy"):
            tiles += destruction_tiles(user)
        own_actions: list[actions.Card] = []
        if may(user, "cases.action"):
            tiles += action_tiles(user)
            own_actions = actions.my_actions(user, SHOWN)
            self.log_shown([card.action for card in own_actions])
        if may(user, "measures.edit"):
            tiles += measure_tiles(user)
        if may(user, "inspections.visit"):
            tiles += control_tiles(user)
        if may(user, "inspections.follow"):
            tiles += proposal_tiles(user)
        if may(user, "bibob.edit"):
            tiles += bibob_tiles(user)
        if may(user, "mreports.view"):
            tiles += m_tiles(user)
        if may(user, "signals.report"):
            tiles += report_tiles(user)
        if may(user, "administration.second"):
            tiles += rights_tiles(user)
        return self.show(
            tiles=tiles,
            mine=mine,
            own_actions=own_actions,
            triage=may(user, "signals.view"),
            reports=may(user, "signals.report"),
        )
