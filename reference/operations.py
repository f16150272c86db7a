"""Changes of the reference lists: load what VIK ships, add, correct, renew from a day, end."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import Role
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from reference.lists import FILES, LISTS, ReferenceList
from reference.models import Entry, FreeDay
from reference.queries import list_of

if TYPE_CHECKING:
    from accounts.models import User

SHIPPED: Final = Path(__file__).parent / "fixtures"
ALWAYS: Final = date(2000, 1, 1)
SHARED_FIELDS: Final = ("label", "position")


@dataclass(slots=True)
class Loaded:
    """What loading did with one list."""

    name: str
    made: int = 0
    updated: int = 0
    same: int = 0
    kept: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts, for a machine."""
        return {"made": self.made, "updated": self.updated, "same": self.same, "kept": self.kept}


@transaction.atomic
def load_shipped() -> list[Loaded]:
    """Load the rows that VIK ships; twice changes nothing, and what somebody edited stays as it is."""
    results = [_load_list(known) for known in LISTS]
    made = sum(result.made + result.updated for result in results)
    if made:
        details = {result.name: result.made + result.updated for result in results}
        record_event(Action.SETTING, record_type="reference.entry", details=details)
    return results


def shipped_free_days() -> frozenset[date]:
    """The days on a level with a feestdag that VIK ships, for who has no database at hand."""
    rows = json.loads((SHIPPED / f"{FILES[FreeDay]}.json").read_text(encoding="utf-8"))
    return frozenset(date.fromisoformat(row["day"]) for row in rows)


def _load_list(known: ReferenceList) -> Loaded:
    result = Loaded(known.file)
    rows = json.loads((SHIPPED / f"{known.file}.json").read_text(encoding="utf-8"))
    edited = set(known.model.objects.filter(edited=True).values_list("code", flat=True))
    for shipped in rows:
        if shipped["code"] in edited:
            result.kept += 1
            continue
        _load_row(known.model, shipped, result)
    return result


def _load_row(model: type[Entry], shipped: Mapping[str, Any], result: Loaded) -> None:
    values = _values(model, shipped)
    valid_from = values.pop("valid_from", ALWAYS)
    entry = model.objects.filter(code=values["code"], valid_from=valid_from).first()
    if entry is None:
        model(valid_from=valid_from, **values).save()
        result.made += 1
        return
    changed = [name for name, value in values.items() if getattr(entry, name) != value]
    if not changed:
        result.same += 1
        return
    for name in changed:
        setattr(entry, name, values[name])
    entry.save(update_fields=[*changed, "changed_at"])
    result.updated += 1


def _values(model: type[Entry], shipped: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a shipped row; codes of other rows become those rows, texts of days become days."""
    values: dict[str, Any] = {}
    for name, value in shipped.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            other: Any = field.related_model
            values[name] = _other(other, value, shipped.get("valid_from", ALWAYS)) if value else None
        else:
            values[name] = field.to_python(value) if isinstance(field, models.Field) else value
    return values


def _other(model: type[Entry], code: str, on: date | str) -> Entry | None:
    """The row with a code that holds when the shipped row begins; a later one when there is none."""
    rows = model.objects.filter(code=code)
    day = date.fromisoformat(on) if isinstance(on, str) else on
    found: Entry | None = rows.current(day).first() or rows.order_by("-valid_from").first()
    return found


@transaction.atomic
def add_entry(*, by: User, known: ReferenceList, values: Mapping[str, Any], why: str) -> Entry:
    """Add a row; its code may exist only for another period."""
    _ask(by, why)
    entry = known.model(**_allowed(known, values, "code", "valid_from", "valid_to"), edited=True)
    _check(entry)
    entry.save()
    _log(Action.CREATE, entry, why)
    return entry


@transaction.atomic
def correct_entry(*, by: User, entry: Entry, values: Mapping[str, Any], why: str) -> Entry:
    """Mend a mistake in a row: it reads so for the past too."""
    _ask(by, why)
    entry = _held(entry)
    changed = _set(entry, _allowed(list_of(entry), values))
    if not changed:
        raise Refused("Er is niets gewijzigd.")
    _check(entry)
    entry.save()
    _log(Action.CHANGE, entry, why, fields=sorted(changed))
    return entry


@transaction.atomic
def renew_entry(*, by: User, entry: Entry, values: Mapping[str, Any], from_day: date, why: str) -> Entry:
    """From a day on a row reads differently; what was recorded before keeps the old row."""
    _ask(by, why)
    old = _held(entry)
    if from_day <= old.valid_from:
        raise Refused(
            f"Kies een dag na {old.valid_from:%d-%m-%Y}. Was het altijd al fout, kies dan “verbeteren”.",
            field="from_day",
        )
    if old.valid_to is not None and from_day > old.valid_to:
        raise Refused(f"Deze regel gold tot en met {old.valid_to:%d-%m-%Y}.", field="from_day")
    fields = {name: getattr(old, name) for name in ("code", *SHARED_FIELDS, *list_of(old).fields)}
    new = type(old)(**fields, valid_from=from_day, valid_to=old.valid_to, edited=True)
    if not _set(new, _allowed(list_of(old), values)):
        raise Refused("Er is niets gewijzigd.")
    old.valid_to = from_day - timedelta(days=1)
    old.edited = True
    old.save()
    _check(new)
    new.save()
    _log(Action.CHANGE, old, why, ended=True)
    _log(Action.CREATE, new, why)
    return new


@transaction.atomic
def end_entry(*, by: User, entry: Entry, last_day: date | None, why: str) -> Entry:
    """Say until when a row holds (``None``: no end); it stays with what was recorded under it."""
    _ask(by, why)
    entry = _held(entry)
    if last_day is not None and last_day < entry.valid_from:
        raise Refused(f"De regel geldt pas vanaf {entry.valid_from:%d-%m-%Y}.", field="last_day")
    if entry.valid_to == last_day:
        raise Refused("Er is niets gewijzigd.", field="last_day")
    entry.valid_to = last_day
    entry.edited = True
    _check(entry)
    entry.save()
    _log(Action.CHANGE, entry, why, ended=last_day is not None)
    return entry


def _ask(by: User, why: str) -> None:
    if not by.has_role(Role.ADMIN):
        raise Refused("Alleen een functioneel beheerder wijzigt de lijsten.")
    if not why.strip():
        raise Refused("Geef een reden.", field="why")


def _held(entry: Entry) -> Entry:
    """The row as it is now, kept from others until the change is done."""
    return type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)


def _allowed(known: ReferenceList, values: Mapping[str, Any], *extra: str) -> dict[str, Any]:
    names = {*SHARED_FIELDS, *known.fields, *extra}
    return {name: value for name, value in values.items() if name in names}


def _set(entry: Entry, values: Mapping[str, Any]) -> list[str]:
    changed = [name for name, value in values.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, values[name])
    if changed:
        entry.edited = True
    return changed


def _check(entry: Entry) -> None:
    """The row by itself, and beside the other periods of its code."""
    try:
        entry.full_clean(validate_constraints=False)
    except ValidationError as problem:
        name, messages = next(iter(problem.message_dict.items()))
        raise Refused(" ".join(messages), field=name) from None
    if entry.valid_to is not None and entry.valid_to < entry.valid_from:
        raise Refused("De laatste dag ligt voor de eerste.", field="valid_to")
    others: Sequence[Entry] = list(type(entry).objects.filter(code=entry.code).exclude(pk=entry.pk))
    for other in others:
        starts_later = other.valid_to is not None and entry.valid_from > other.valid_to
        ends_earlier = entry.valid_to is not None and entry.valid_to < other.valid_from
        if not (starts_later or ends_earlier):
            raise Refused(f"De code “{entry.code}” geldt al in deze periode.", field="code")


def _log(action: Action, entry: Entry, why: str, **details: bool | list[str]) -> None:
    record_event(
        action,
        record_type=entry._meta.label_lower,
        record_id=str(entry.pk),
        reason=why.strip(),
        details={"code": entry.code, **details},
    )
