"""What an inspector writes down: answers to points, notes, persons met, goods of the sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from core import clock
from core.errors import Refused
from inspections.models import Line, Participant, Stop
from inspections.operations.settling import note, stop_on_the_spot
from inspections.rules import require_no_origin
from inspections.states import Answer, Entry, LineKind
from legal.identifiers import is_kvk
from reference.models import ControlCheck, PartnerKind
from reference.queries import by_code

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_NOTE = 4000
NOT_OURS = "Dit punt hoort bij de Belastingdienst of Douane. Wat zij vinden, komt niet in VIK (AWR 67)."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """One line with the key that the device gave it."""

    token: UUID
    kind: str
    content: dict[str, Any]
    code: str = ""
    answer: str = ""


@transaction.atomic
def write_line(*, by: User, stop: Stop, new: NewLine) -> Line:
    """Add a line; the same line sent again, also at the same moment, stands once.

    Raises :class:`Refused` before the control began, for a point of an organisation that does not take
    part, for what belongs to the tax authority, inside a place that was not entered, and for a text that
    tells of somebody's descent.
    """
    row = stop_on_the_spot(by, stop)
    there = Line.objects.filter(stop=row, token=new.token).visible_to(by).first()
    if there is not None:
        return there
    if new.kind not in LineKind.values:
        raise Refused("Kies wat u vastlegt.")
    if new.kind in (LineKind.CHECK, LineKind.GOODS) and row.entry in ("", Entry.REFUSED):
        raise Refused("Leg eerst vast hoe u binnenkwam.", field="entry")
    content, code = _READ[LineKind(new.kind)](by, row, new)
    line = Line(
        inspection=row.inspection,
        stop=row,
        kind=new.kind,
        code=code,
        answer=new.answer if new.kind == LineKind.CHECK else "",
        content=content,
        token=new.token,
        by=by,
        at=clock.now(),
    )
    line.save()
    note(row.inspection, "line_written", stop=str(row.pk), line=new.kind)
    return line


def _check(by: User, stop: Stop, new: NewLine) -> tuple[dict[str, Any], str]:
    """An answer to a point that the municipality, or an organisation that takes part, may check."""
    check = by_code(ControlCheck, new.code)
    if check is None:
        raise Refused("Dit controlepunt is er niet meer. Laad de pagina opnieuw.")
    if new.answer not in Answer.values:
        raise Refused("Kies ja, nee of niet nagegaan.")
    if check.organisation == PartnerKind.TAX:
        raise Refused(NOT_OURS, article="AWR 67")
    here = Participant.objects.filter(inspection=stop.inspection, kind=check.organisation).visible_to(by)
    if not here.exists():
        label = PartnerKind(check.organisation).label
        raise Refused(f"Dit punt hoort bij: {label}. Die organisatie doet niet mee aan deze controle.")
    return {"label": check.label, "article": check.article}, check.code


def _note(by: User, stop: Stop, new: NewLine) -> tuple[dict[str, Any], str]:
    text = str(new.content.get("text", "")).strip()[:LONGEST_NOTE]
    if not text:
        raise Refused("Schrijf iets op.", field="text")
    require_no_origin(text, field="text")
    return {"text": text}, ""


def _met(by: User, stop: Stop, new: NewLine) -> tuple[dict[str, Any], str]:
    """Somebody who was there: name, function, ID seen, statement; never nationality or descent."""
    found: dict[str, Any] = {
        name: str(new.content.get(name, "")).strip()[:most]
        for name, most in (("name", 120), ("function", 120), ("statement", LONGEST_NOTE))
    }
    if not found["name"] and not found["function"]:
        raise Refused("Vul een naam of een functie in.", field="name")
    for name, text in found.items():
        require_no_origin(text, field=name)
    found["id_seen"] = bool(new.content.get("id_seen"))
    return found, ""


def _goods(by: User, stop: Stop, new: NewLine) -> tuple[dict[str, Any], str]:
    """One good of the sample: what it is, and whether it stands in the register."""
    what = str(new.content.get("what", "")).strip()[:160]
    if not what:
        raise Refused("Schrijf op welk goed het is.", field="what")
    size = stop.inspection.type.sample_size
    rows = Line.objects.filter(stop=stop, kind=LineKind.GOODS, withdrawn_at=None).visible_to(by)
    if rows.count() >= size:
        raise Refused(
            f"De steekproef telt {size} goederen." if size else "Bij deze controle hoort geen steekproef.",
            field="what",
        )
    return {
        "what": what,
        "serial": str(new.content.get("serial", "")).strip()[:60],
        "in_register": bool(new.content.get("in_register")),
    }, ""


def _dealer(by: User, stop: Stop, new: NewLine) -> tuple[dict[str, Any], str]:
    """The dealer of second-hand goods: name, KvK, and how he stands in DOL and DOR."""
    if not stop.inspection.type.sample_size:
        raise Refused("Bij deze controle hoort geen opkoper.")
    found = {
        name: str(new.content.get(name, "")).strip()[:most]
        for name, most in (("name", 120), ("kvk", 12), ("dol_on", 10), ("dor_number", 40))
    }
    if not found["name"]:
        raise Refused("Vul de naam van de handelaar in.", field="name")
    if found["kvk"] and not is_kvk(found["kvk"]):
        raise Refused("Een KvK-nummer heeft 8 cijfers.", field="kvk")
    return found, ""


_READ = {
    LineKind.CHECK: _check,
    LineKind.NOTE: _note,
    LineKind.MET: _met,
    LineKind.GOODS: _goods,
    LineKind.DEALER: _dealer,
}


@transaction.atomic
def withdraw_line(*, by: User, line: Line) -> Line:
    """Take back one's own line; that it stood there stays to be seen."""
    stop = stop_on_the_spot(by, line.stop)
    row = Line.objects.filter(pk=line.pk, stop=stop).visible_to(by).select_for_update(of=("self",)).get()
    if row.by_id != by.pk:
        raise Refused("Alleen wie dit opschreef, kan het intrekken.")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = clock.now(), by
        row.save()
        note(stop.inspection, "line_withdrawn", stop=str(stop.pk), line=row.kind)
    return row
