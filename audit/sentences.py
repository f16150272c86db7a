"""An audit line as a Dutch sentence, without content."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Action, AuditEvent, Result

KINDS: Final = {
    "signals.signal": "signaal",
    "signals.report": "melding",
    "signals.reportdraft": "concept",
    "signals.importrun": "import",
    "signals.importrow": "regel van een import",
    "subjects.subject": "subject",
    "cases.case": "casus",
    "cases.actionitem": "actie",
    "access.disclosure": "verstrekking",
    "mreports.mreport": "M.-melding",
    "documents.document": "bestand",
    "accounts.user": "account",
    "accounts.roleassignment": "roltoewijzing",
    "audit.auditevent": "het logboek",
}
# What the accounts room, higher in the house, calls its roles.
ROLES: Final = {
    "REPORTER": "melder",
    "COORDINATOR": "coördinator ondermijning",
    "ANALYST": "analist",
    "M_AUTHORISED": "M.-gemachtigde",
    "CHAIR": "voorzitter casustafel",
    "PARTICIPANT": "deelnemer casustafel",
    "LEGAL": "jurist / handhaver",
    "INSPECTOR": "toezichthouder",
    "BIBOB": "Bibob-specialist",
    "MANAGER": "management",
    "PRIVACY_OFFICER": "privacy officer / FG",
    "AUDITOR": "auditor",
    "ADMIN": "functioneel beheerder",
    "EXPORTER": "mag lijsten exporteren",
}
# Actions that are a whole sentence by themselves.
ALONE: Final = frozenset({Action.SIGN_IN, Action.SIGN_OUT, Action.SIGN_IN_FAILED})


def describe(event: AuditEvent, names: dict[str, str] | None = None, *, own: bool = False) -> str:
    """``S. Broekhuis (analist) bekeek signaal S-2026-00417 · doel: Weging``.

    ``names`` gives public numbers for keys, for who may see those records; a key without a name
    is not shown. ``own`` speaks to the reader about his own acts: ``U bekeek …``.
    """
    parts = ["U" if own else _who(event), Action(event.action).label]
    if event.action not in ALONE:
        parts.append(_what(event, names or {}))
    sentence = " ".join(part for part in parts if part)
    if event.result == Result.DENIED:
        sentence += " (geweigerd)"
    elif event.result == Result.FAILED:
        sentence += " (mislukt)"
    if event.purpose:
        sentence += f" · doel: {event.purpose}"
    if event.context:
        sentence += f" · {event.context}"
    return sentence


def _who(event: AuditEvent) -> str:
    roles = ", ".join(ROLES.get(role, role.lower().replace("_", " ")) for role in event.roles)
    return f"{event.actor_label} ({roles})" if roles else event.actor_label


def _what(event: AuditEvent, names: dict[str, str]) -> str:
    kind = KINDS.get(event.record_type, event.record_type.rpartition(".")[2])
    if event.shown:
        return f"{len(event.shown)} × {kind}" if kind else f"{len(event.shown)} regels"
    return f"{kind} {names.get(event.record_id, '')}".strip()


def moment(event: AuditEvent) -> str:
    """``ma 3 nov 2026, 09:14:07`` in Amsterdam."""
    return date_format(timezone.localtime(event.at), "D j M Y, H:i:s").lower()
