"""Bestuurlijk afpakken: what is owed, per debtor, and one claim with everything that happened to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Min, Q, Sum

from core.money import euros
from encryption.fields import readable
from measures.models import Claim, ClaimEvent, ClaimKind
from measures.models.claim import SPANS
from subjects.models import Subject
from subjects.queries.finding import find_subjects

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 50
AT_RISK_DAYS: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilters:
    """What the address of the list asks for."""

    kind: str = ""
    closed: bool = False
    text: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> ClaimFilters:
        """From the query of an address; unknown values count as not asked."""
        kind = query.get("soort", "").upper()
        page = query.get("pagina", "1")[:6]
        return cls(
            kind=kind if kind in ClaimKind.values else "",
            closed=query.get("stand", "") == "alles",
            text=" ".join(query.get("q", "").replace("\x00", "").split())[:80],
            page=int(page) if page.isascii() and page.isdigit() and int(page) else 1,
        )

    def query(self, **changes: str) -> str:
        """The query of the address that asks for this, without what was typed."""
        asked = {"soort": self.kind.lower(), "stand": "alles" if self.closed else ""} | changes
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Debtor:
    """One debtor with what is open, since when, and what lapses first."""

    subject: Subject
    claims: int
    open: Decimal
    oldest: date
    lapses_first: date | None
    at_risk: bool
    rows: list[Claim]


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures above the list, in euros, over everything the actor may see."""

    open: Decimal
    collected: Decimal
    at_risk: Decimal
    lapsed: Decimal
    uncollectable: Decimal


def debtors(actor: User, filters: ClaimFilters, today: date) -> tuple[list[Debtor], bool]:
    """A page of debtors, the claim that lapses first on top, and whether there are more."""
    rows = _claims(actor, filters)
    rows = rows.filter(debtor__in=Subject.objects.visible_to(actor))
    grouped = (
        rows.values("debtor")
        .annotate(
            claims=Count("id"), open=Sum("balance"), oldest=Min("incurred_on"), lapses_first=Min("lapses_on")
        )
        .order_by("lapses_first", "debtor")
    )
    start = (filters.page - 1) * PAGE
    page = list(grouped[start : start + PAGE + 1])
    keys = [row["debtor"] for row in page[:PAGE]]
    subjects = Subject.objects.visible_to(actor).in_bulk(keys)
    mine: defaultdict[UUID, list[Claim]] = defaultdict(list)
    for claim in _claims(actor, filters).filter(debtor__in=keys).order_by("lapses_on", "number"):
        mine[claim.debtor_id].append(claim)
    found = [
        Debtor(
            subjects[row["debtor"]],
            row["claims"],
            row["open"],
            row["oldest"],
            row["lapses_first"],
            row["lapses_first"] is not None and (row["lapses_first"] - today).days < AT_RISK_DAYS,
            mine[row["debtor"]],
        )
        for row in page[:PAGE]
        if row["debtor"] in subjects
    ]
    return found, len(page) > PAGE


def _claims(actor: User, filters: ClaimFilters) -> Any:
    rows = Claim.objects.visible_to(actor)
    if not filters.closed:
        rows = rows.filter(balance__gt=0)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.text:
        hits = [hit.subject.pk for hit in find_subjects(actor, filters.text)]
        rows = rows.filter(Q(debtor__in=hits) | Q(number=filters.text.upper()))
    return rows


def totals(actor: User, today: date) -> Totals:
    """Open, collected, lapsing within 90 days, lapsed and not closed, and uncollectable: one query."""
    still = Q(balance__gt=0, lapses_on__gte=today)
    soon = still & Q(lapses_on__lt=date.fromordinal(today.toordinal() + AT_RISK_DAYS))
    row = Claim.objects.visible_to(actor).aggregate(
        open=Sum("balance"),
        collected=Sum("paid"),
        at_risk=Sum("balance", filter=soon),
        lapsed=Sum("balance", filter=Q(balance__gt=0, lapses_on__lt=today)),
        uncollectable=Sum("amount", filter=Q(state="UNCOLLECTABLE")),
    )
    return Totals(**{name: value or Decimal(0) for name, value in row.items()})


def claims_to_export(actor: User, filters: ClaimFilters, most: int) -> list[Claim]:
    """The claims behind a list, with debtor and measure, at most ``most``."""
    rows = _claims(actor, filters).select_related("debtor", "measure").order_by("lapses_on", "number")
    return list(rows.filter(debtor__in=Subject.objects.visible_to(actor))[:most])


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger, in words."""

    event: ClaimEvent
    text: str
    note: str
    why_withdrawn: str


def ledger(actor: User, claim: Claim) -> list[LedgerLine]:
    """Everything that happened to a claim, the latest first."""
    rows = ClaimEvent.objects.filter(claim=claim).visible_to(actor).select_related("by")
    found = []
    for row in rows.order_by("-happened_on", "-at"):
        text = str(row.get_kind_display()).capitalize()
        if row.amount is not None:
            text += f" van {euros(row.amount)}"
        if row.instalments:
            text += f" in {row.instalments} termijnen"
        if row.kind in SPANS:
            text += f" tot en met {row.until:%d-%m-%Y}" if row.until else ", loopt nog"
        found.append(
            LedgerLine(
                row,
                text,
                readable(row, "note", otherwise="") or "",
                readable(row, "withdrawn_why", otherwise="") or "",
            )
        )
    return found
