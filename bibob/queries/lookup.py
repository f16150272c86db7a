"""What was ever imposed on somebody, and on whom and what he is tied to: the answer of one look-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from access.contexts import elevated
from bibob.models import Investigation, Related
from bibob.queries.asking import Asked
from bibob.queries.keys import identifier_key, name_key
from bibob.queries.reach import Reach, reach_of
from core import clock
from core.money import euros
from inspections.queries import breaches_at
from legal.terms import term
from measures.models import Claim, Measure, Party, PartyRole
from measures.queries.register import parties_by_measure
from measures.states import IMPOSED
from reference.models import Workflow
from reference.queries import free_days
from signals.hint import something_known
from subjects.models import Kind, Relation, RelationKind

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "is there an earlier investigation of a colleague?"
LOOKED_BACK_YEARS: Final = 10
# Who runs what stands on these premises: the revolving door.
RUNS: Final = (
    RelationKind.MANAGES,
    RelationKind.DIRECTOR,
    RelationKind.TENANT,
    RelationKind.OWNER,
    RelationKind.PERMIT_HOLDER,
    RelationKind.USER,
)


def answer_of(actor: User, asked: Asked, chosen: Sequence[UUID]) -> dict[str, Any]:
    """Everything that may be told, as plain data to keep and to print. A constant number of queries."""
    reach = reach_of(actor, chosen)
    keys = list(reach.subjects)
    measures, money = _measures(actor, reach), _money(actor, reach)
    files, people = _files(actor, asked, keys), _people(actor, reach)
    controls = _controls(actor, asked, keys)
    # Everybody whom a measure names stands beside it.
    named = {key for row in measures for key in row["named"]}
    return {
        "at": clock.now().isoformat(),
        "about": [_record(reach, key) for key in chosen if key in reach.subjects],
        "linked": [_record(reach, key) for key in keys if key not in reach.start],
        "ties": [
            {
                "one": reach.label(row.subject_id),
                "kind": row.get_kind_display(),
                "other": reach.label(row.other_id),
                "since": row.began,
                "until": row.ended,
                "source": f"{row.get_source_display()} {row.source_number}".strip(),
                "certainty": row.get_certainty_display(),
            }
            for row in reach.relations.values()
            if row.subject_id in reach.subjects and row.other_id in reach.subjects
        ],
        "cut": reach.cut,
        "measures": [row for row in measures if not row["permit"]],
        "permits": [row for row in measures if row["permit"]],
        "money": money,
        "files": files,
        "people": people,
        "controls": controls,
        "hint": something_known(actor.organisation, keys, asked.text),
        "searched": list(asked.kinds),
        "shown": {
            "measures.measure": [row["pk"] for row in measures],
            "measures.claim": [row["pk"] for row in money["rows"]],
            "bibob.investigation": [row["pk"] for row in files["rows"]],
            "inspections.finding": [row["pk"] for row in controls],
            "subjects.subject": sorted({*map(str, keys), *named, *(one["pk"] for one in people)}),
        },
    }


def _day(day: date | None) -> str:
    """A day as people write it; empty when it is not known."""
    return f"{day:%d-%m-%Y}" if day else ""


def _record(reach: Reach, key: UUID) -> dict[str, str]:
    row = reach.subjects[key]
    return {
        "label": row.label,
        "number": row.number,
        "kind": row.get_kind_display(),
        "address": row.address,
        "why": reach.why(key),
    }


def _measures(actor: User, reach: Reach) -> list[dict[str, Any]]:
    """Every measure that was imposed on one of these, the newest decision first. Two queries."""
    rows = Party.objects.filter(subject__in=list(reach.subjects), withdrawn_at=None).visible_to(actor)
    together: dict[UUID, list[Party]] = {}
    for party in rows.select_related("measure__type"):
        if party.measure.state in IMPOSED:
            together.setdefault(party.measure_id, []).append(party)
    everybody = parties_by_measure(actor, list(together))
    newest = sorted(
        together.values(),
        key=lambda parties: (parties[0].measure.decided_on or date.min, parties[0].measure.number),
        reverse=True,
    )
    return [_measure(parties, everybody[parties[0].measure_id], reach) for parties in newest]


def _measure(parties: list[Party], everybody: list[Party], reach: Reach) -> dict[str, Any]:
    measure: Measure = parties[0].measure
    # The nearest of several parties tells why the measure comes up.
    nearest = min(
        parties,
        key=lambda party: reach.why(party.subject_id).count("→") + (reach.why(party.subject_id) != "zelf"),
    )
    return {
        "pk": str(measure.pk),
        "number": measure.number,
        "address": measure.address,
        "type": measure.type.label,
        "article": measure.article,
        "decided": _day(measure.decided_on),
        "state": measure.get_state_display(),
        "ends": _day(measure.ends_on),
        "final": _day(measure.irrevocable_on),
        "register": measure.from_register,
        "remedy": measure.get_register_remedy_display() if measure.register_remedy else "",
        "on": ", ".join(f"{party.subject.label} ({PartyRole(party.role).label})" for party in everybody),
        "named": [str(party.subject_id) for party in everybody],
        "why": reach.why(nearest.subject_id),
        "permit": measure.workflow == Workflow.PERMIT,
    }


def _money(actor: User, reach: Reach) -> dict[str, Any]:
    """What was claimed from these, what is open and what was paid. One query."""
    rows = Claim.objects.filter(debtor__in=list(reach.subjects)).visible_to(actor).order_by("-incurred_on")
    claims = list(rows)
    return {
        "open": euros(sum((row.balance for row in claims), Decimal(0))),
        "paid": euros(sum((row.paid for row in claims), Decimal(0))),
        "rows": [
            {
                "pk": str(row.pk),
                "number": row.number,
                "address": row.address,
                "kind": row.get_kind_display(),
                "debtor": reach.label(row.debtor_id),
                "amount": euros(row.amount),
                "open": euros(row.balance),
                "state": row.get_state_display(),
                "on": _day(row.incurred_on),
                "why": reach.why(row.debtor_id),
            }
            for row in claims
        ],
    }


def _files(actor: User, asked: Asked, keys: Sequence[UUID]) -> dict[str, Any]:
    """Earlier investigations: one's own with outcome, of others only whom to ask. Three queries."""
    about = _about(asked, keys)
    found = Related.objects.filter(about).visible_to(actor).values("investigation_id")
    mine = Investigation.objects.filter(pk__in=found).visible_to(actor).order_by("-created_at")
    today = clock.today()
    rows = []
    for row in mine:
        until = term("bibob-hergebruik", row.advised_on, free_days()).end if row.advised_on else None
        rows.append(
            {
                "pk": str(row.pk),
                "number": row.number,
                "address": row.address,
                "decision": row.get_decision_kind_display(),
                "branch": row.get_branch_display(),
                "stage": row.get_stage_display(),
                "outcome": row.get_outcome_display(),
                "lbb": row.lbb_number,
                "until": _day(until),
                "usable": bool(until and until >= today),
            }
        )
    return {"rows": rows, "ask": _colleagues(actor, about)}


def _controls(actor: User, asked: Asked, keys: Sequence[UUID]) -> list[dict[str, str]]:
    """What finished controls found at the addresses of the look-up (domain 5.4). Two queries."""
    return [
        {
            "pk": str(row.finding.pk),
            "number": row.finding.number,
            "place": row.place,
            "rule": row.rule,
            "what": row.what,
            "on": _day(timezone.localdate(row.finding.seen_at)),
        }
        for row in breaches_at(actor, keys, asked.text)
    ]


def _about(asked: Asked, keys: Sequence[UUID]) -> Q:
    """Who in a file is one of these records, or bears the number or name that was asked."""
    about = Q(subject__in=keys)
    if number := identifier_key(asked.text):
        about |= Q(identifier_key=number)
    if name := name_key(asked.text):
        about |= Q(name_key=name)
    return about


def _colleagues(actor: User, about: Q) -> list[str]:
    """The specialists of this municipality who have an investigation on the same; nothing of what is in it."""
    with elevated(why=WHY):
        rows = Related.objects.filter(about, investigation__owner=actor.organisation)
        hits = set(rows.unrestricted(why=WHY).values_list("investigation_id", flat=True))
        files = Investigation.objects.filter(pk__in=hits).unrestricted(why=WHY).select_related("specialist")
        others = [row for row in files if actor.pk not in {row.specialist_id, row.deputy_id}]
        return sorted({row.specialist.name for row in others})


def _people(actor: User, reach: Reach) -> list[dict[str, str]]:
    """Who ran what stands on the premises of the look-up, in the last ten years. Two queries."""
    premises = [
        key for key, row in reach.subjects.items() if row.kind == Kind.PREMISES and key in reach.start
    ]
    if not premises:
        return []
    first = str(clock.today().year - LOOKED_BACK_YEARS)
    rows = Relation.objects.filter(other__in=premises, kind__in=RUNS, withdrawn_at=None).visible_to(actor)
    found = [
        {
            "pk": str(row.subject_id),
            "label": row.subject.label,
            "address": row.subject.address,
            "as": row.get_kind_display(),
            "since": row.began,
            "until": row.ended,
        }
        for row in rows.select_related("subject")
        if not row.until or row.until >= first
    ]
    roles = (PartyRole.OPERATOR, PartyRole.MANAGER, PartyRole.TENANT, PartyRole.OWNER)
    here = Party.objects.filter(subject__in=premises, withdrawn_at=None).visible_to(actor)
    parties = Party.objects.filter(measure__in=here.values("measure_id"), role__in=roles, withdrawn_at=None)
    for party in parties.visible_to(actor).select_related("subject", "measure"):
        found.append(
            {
                "pk": str(party.subject_id),
                "label": party.subject.label,
                "address": party.subject.address,
                "as": f"{PartyRole(party.role).label} bij {party.measure.number}",
                "since": _day(party.measure.decided_on),
                "until": "",
            }
        )
    return found
