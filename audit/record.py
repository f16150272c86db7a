"""Write audit lines: before what they tell is shown or done, and whatever becomes of it.

One INSERT in autocommit through the door ``audit``, so a line survives the rollback of the business
transaction. If it cannot be written, :class:`AuditUnavailable` stops the read or the change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import DatabaseError, InterfaceError, connections
from django.utils.crypto import salted_hmac

from audit.models import Action, Result
from audit.origin import Origin, current_origin
from audit.reasons import seal_reason
from core.errors import Refused
from core.ids import uuid7

ALIAS: Final = "audit"
MAX_REASON: Final = 500
# A line stays small; a longer list of shown records is written as several lines in one statement.
MAX_SHOWN: Final = 1000
MAX_LIST: Final = 200
BIGGEST_INT: Final = 2**63 - 1
_CODE: Final = re.compile(r"[\w.:/\-]{0,64}", re.ASCII)
# Eight or nine digits standing alone; within a key or a date they mean nothing.
_LOOKS_LIKE_BSN: Final = re.compile(r"(?<![0-9A-Za-z-])\d{8,9}(?![0-9A-Za-z-])")

Parameter = str | int | bytes | list[str] | None
DetailValue = str | int | bool | None | list[str] | list[int] | tuple[str, ...] | tuple[int, ...]

_ROW: Final = (
    "(%s::uuid, %s, %s, %s::varchar[], %s, %s, %s, %s, %s::varchar[], %s::varchar[], "
    "%s, %s, %s, %s, %s, %s, %s, %s::jsonb)"
)
_INSERT: Final = (
    "INSERT INTO public.audit_auditevent (id, actor_id, actor_label, roles, organisation, action, "
    "record_type, record_id, shown, regime, result, reason, purpose, context, address, session, "
    "request_id, details) VALUES "
)
_INSERT_KEYS: Final = "WITH keys AS (INSERT INTO public.audit_reasonkey (event_id, wrapped) VALUES {}) "


class AuditUnavailable(Refused):
    """The audit line cannot be written, so the read or change does not happen (shown as a 503)."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "VIK kan nu niet vastleggen wie wat bekijkt of wijzigt. Daarom laat VIK niets zien en wijzigt "
            "VIK niets. Probeer het over een paar minuten opnieuw. Blijft dit zo? Meld het dan aan de "
            "beheerder."
        )


class ContentInAuditLine(ValueError):
    """A value offered for an audit line looks like content; the log holds codes and counts only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one audit line tells, apart from its origin. See :func:`record_event`."""

    action: Action
    record_type: str = ""
    record_id: str = ""
    shown: Sequence[str] = ()
    regime: Sequence[str] = ()
    result: Result = Result.OK
    reason: str = ""
    details: Mapping[str, DetailValue] = field(default_factory=dict)


def record_event(
    action: Action,
    *,
    record_type: str = "",
    record_id: str = "",
    shown: Sequence[str] = (),
    regime: Sequence[str] = (),
    result: Result = Result.OK,
    reason: str = "",
    details: Mapping[str, DetailValue] | None = None,
) -> None:
    """Write one audit line, at once and for good.

    ``record_type`` is a model label such as ``signals.signal``, ``record_id`` its key; ``shown`` the
    keys of every record that a list or search result shows; ``regime`` the legal regimes concerned;
    ``details`` codes and counts. ``reason`` is what the user typed (at most 500 characters): it may
    hold personal data and is therefore encrypted under a key of its own (see :mod:`audit.reasons`).

    Raises :class:`AuditUnavailable` when the line cannot be written, and
    :class:`ContentInAuditLine` when a value looks like content.
    """
    record_many(
        [
            Line(
                action=action,
                record_type=record_type,
                record_id=record_id,
                shown=shown,
                regime=regime,
                result=result,
                reason=reason,
                details=details or {},
            )
        ]
    )


def record_many(lines: Sequence[Line]) -> None:
    """Write several audit lines in one statement: all of them or none. Raises as :func:`record_event`."""
    if not lines:
        return
    here = current_origin()
    rows: list[Parameter] = []
    keys: list[Parameter] = []
    count = 0
    for line in lines:
        for values, key in _rows(line, here):
            rows.extend(values)
            count += 1
            if key is not None:
                keys.extend((values[0], key))
    sql = _INSERT + ", ".join([_ROW] * count)
    if keys:
        sql = _INSERT_KEYS.format(", ".join(["(%s::uuid, %s)"] * (len(keys) // 2))) + sql
    _execute(sql, [*keys, *rows])


def _rows(line: Line, here: Origin) -> list[tuple[list[Parameter], bytes | None]]:
    """The rows of one line: more than one only when it shows very many records."""
    _check(line)
    shown = [str(key) for key in line.shown]
    parts = [shown[start : start + MAX_SHOWN] for start in range(0, len(shown), MAX_SHOWN)] or [[]]
    rows = []
    for number, part in enumerate(parts, start=1):
        details = dict(line.details)
        if len(parts) > 1:
            details |= {"part": number, "parts": len(parts)}
        rows.append(_values(line, here, part, details))
    return rows


def _values(
    line: Line, here: Origin, shown: list[str], details: Mapping[str, DetailValue]
) -> tuple[list[Parameter], bytes | None]:
    event_id = uuid7()
    reason, key = seal_reason(event_id, line.reason) if line.reason else (b"", None)
    values: list[Parameter] = [
        str(event_id),
        here.actor_id,
        here.actor_label[:150],
        list(here.roles),
        here.organisation[:60],
        str(line.action),
        line.record_type,
        str(line.record_id),
        shown,
        list(line.regime),
        str(line.result),
        reason,
        here.purpose[:60],
        here.context[:200],
        here.address[:64],
        hashed_session(here.session),
        here.request_id[:64],
        json.dumps(details, ensure_ascii=False),
    ]
    return values, key


def hashed_session(session: str) -> str:
    """The keyed hash under which a session stands in the log: it links lines, it opens nothing."""
    return salted_hmac("audit.session", session, algorithm="sha256").hexdigest()[:32] if session else ""


def _execute(sql: str, params: Sequence[Parameter]) -> None:
    connection = connections[ALIAS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
    except (DatabaseError, InterfaceError) as error:
        # A broken connection would refuse every later line too; the next one gets a fresh one.
        if not connection.in_atomic_block:
            connection.close()
        raise AuditUnavailable from error


def _check(line: Line) -> None:
    """Refuse what looks like content, before it reaches a log that cannot forget."""
    if len(line.reason) > MAX_REASON:
        raise ContentInAuditLine(f"a reason has at most {MAX_REASON} characters")
    for code in (line.record_type, str(line.record_id), *line.regime, *map(str, line.shown)):
        _check_code(code)
    for key, value in line.details.items():
        _check_code(key)
        if isinstance(value, list | tuple):
            if len(value) > MAX_LIST:
                raise ContentInAuditLine(f"detail {key}: at most {MAX_LIST} values")
            for part in value:
                _check_value(key, part)
        else:
            _check_value(key, value)


def _check_value(key: str, value: object) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > BIGGEST_INT:
            raise ContentInAuditLine(f"detail {key}: the number is too large")
        return
    if not isinstance(value, str):
        raise ContentInAuditLine(f"detail {key}: only codes, whole numbers, yes or no, and lists of these")
    _check_code(value)
    if _LOOKS_LIKE_BSN.search(value):
        raise ContentInAuditLine(f"detail {key}: this looks like a citizen service number")


def is_code(text: str) -> bool:
    """Can this stand in the log? What somebody typed in an address may be anything."""
    return _CODE.fullmatch(text) is not None


def _check_code(value: str) -> None:
    """A code has no spaces and no accents, so a name with its surname or a sentence cannot pass."""
    if not is_code(value):
        raise ContentInAuditLine("this looks like content; the audit log takes codes only")
