"""Open a case, by hand or from a signal, and sharpen what it says."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny
from access.records import Record
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from cases.models import Case
from cases.operations.parts import add_signal
from cases.operations.settling import OWN_REGIME, for_change, settle, write_step
from cases.wording import propose_code_word
from core import clock
from core.errors import Refused
from core.ids import uuid7
from core.levels import Confidentiality
from core.numbers import next_number
from signals.queries.neutral import title_problem

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from reference.models import Area, Theme
    from signals.models import Signal


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case as it is proposed, or as it is rewritten; without ``title`` a code word is chosen."""

    legal_basis: str
    purpose: str
    title: str = ""
    summary: str = ""
    theme: Theme | None = None
    area: Area | None = None
    level: int = Confidentiality.ZAAKVERTROUWELIJK
    case_owner: User | None = None


@transaction.atomic
def open_case(
    *,
    by: User,
    new: NewCase,
    owner: Organisation | None = None,
    signal: Signal | None = None,
    why: str = "",
    key: UUID | None = None,
) -> Case:
    """Make a case in its first state; with ``signal`` that is its first part.

    ``key`` comes from the form: sent twice, it is one case.

    Raises :class:`Denied` without the right, :class:`Refused` without basis and purpose, for a name in the
    code word, and when the signal can't belong to a case yet.
    """
    if not may(by, "cases.open"):
        raise Denied(deny(refusal("cases.open")))
    if owner is not None and owner != by.organisation:
        raise Refused("Open een casus voor uw eigen organisatie.")
    # The series stays locked from here on, so of two presses the second sees what the first made.
    number = next_number("C", clock.today().year)
    if key is not None and (there := made_before(Case, by, key)) is not None:
        return there
    case = Case(
        id=free_key(Case, key),
        number=number,
        owner=by.organisation,
        regimes=[OWN_REGIME],
        confidentiality=Confidentiality.INTERN,
    )
    _write(by, case, new)
    if new.case_owner is not None:
        require_leader(case, new.case_owner)
        case.case_owner, case.named = new.case_owner, [new.case_owner.pk]
    settle(case)
    record_event(
        Action.CREATE,
        record_type=case._meta.label_lower,
        record_id=str(case.pk),
        regime=case.regimes,
        details={"state": str(case.state)},
    )
    write_step(case, kind="opened", by=by, why=why)
    if signal is not None:
        add_signal(by=by, case=case, signal=signal, why=why or "Casus geopend vanuit dit signaal.")
        case.refresh_from_db()
    return case


@transaction.atomic
def edit_case(*, by: User, case: Case, new: NewCase, version: int | None = None) -> Case:
    """Rewrite code word, summary, theme, basis, purpose and level; the owner is chosen by ``entrust_case``.

    Raises ``Conflict`` when somebody else changed the case in the meantime.
    """
    case = for_change(by, case, version=version)
    _write(by, case, new)
    settle(case)
    write_step(case, kind="edited", by=by)
    return case


def made_before(model: type[R], by: User, key: UUID) -> R | None:
    """What the same form made already, when it was sent twice."""
    found: Any = model.objects.visible_to(by).filter(pk=key).first()
    return found  # type: ignore[no-any-return]  # the row is of the model


def free_key(model: type[Record], key: UUID | None) -> UUID:
    """The key of the form, unless something that the actor does not see has it."""
    if key is None:
        return uuid7()
    with elevated(why="a key that is taken tells nothing"):
        rows: Any = model.objects.filter(pk=key).unrestricted(why="a key that is taken tells nothing")
        return uuid7() if rows.exists() else key


def require_leader(case: Case, user: User) -> None:
    """Refuse somebody who can't lead this case."""
    if user.organisation_id != case.owner_id or not user.is_active or not may(user, "cases.edit"):
        raise Refused("Kies een collega die casussen behandelt.", field="case_owner")
    if user.clearance < case.confidentiality:
        raise Refused("Deze collega mag dit niveau van vertrouwelijkheid niet zien.", field="case_owner")


def _write(by: User, case: Case, new: NewCase) -> None:
    if not new.legal_basis.strip():
        raise Refused("Kies een grondslag.", field="legal_basis", article="AVG 6")
    if not new.purpose.strip():
        raise Refused("Vul het doel in.", field="purpose", article="AVG 5 lid 1 onder b")
    title = " ".join(new.title.split())
    if problem := title_problem(title):
        raise Refused(problem, field="title")
    if new.level not in Confidentiality.values or new.level > by.clearance:
        raise Refused("Kies een niveau dat u zelf mag zien.", field="level")
    if not title:
        running = Case.objects.visible_to(by).filter(owner=by.organisation).values_list("title", flat=True)
        title = propose_code_word(list(running[:500]), secrets.choice)
    case.title, case.summary = title[:60], new.summary.strip() or None
    case.theme, case.area = new.theme, new.area
    case.legal_basis, case.purpose = new.legal_basis.strip()[:200], new.purpose.strip()[:200]
    case.level = new.level
