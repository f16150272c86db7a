"""Let the shown name, the searched names and the keys of a record follow its statements."""

from __future__ import annotations

from typing import Final

from subjects.deriving import best_values, keys_of, label_of, name_keys_of, names_of, written_names
from subjects.models import Statement, Subject, SubjectKey
from subjects.standing import known_at

LONGEST_NAMES: Final = 2000
WHY: Final = "keys follow the statements"


def index_names(subject: Subject) -> bool:
    """Bring the keys of the names up to date, and nothing else; True when they were not."""
    keys = _name_keys(subject, _standing(subject))
    if keys == subject.name_keys:
        return False
    Subject.objects.filter(pk=subject.pk).unrestricted(why=WHY).update(name_keys=keys)
    return True


def _standing(subject: Subject) -> list[Statement]:
    return known_at(Statement.objects.filter(subject=subject).unrestricted(why=WHY), None)


def _name_keys(subject: Subject, rows: list[Statement]) -> list[int]:
    return name_keys_of(subject.kind, written_names(rows))


def follow_statements(subject: Subject) -> None:
    """Derive label, names and keys anew from the statements that stand, and save the record."""
    rows = _standing(subject)
    values = best_values(rows)
    subject.label = label_of(subject.kind, values)[:300]
    subject.names = names_of(rows)[:LONGEST_NAMES]
    subject.name_keys = _name_keys(subject, rows)
    subject.save()
    wanted = {(kind, bytes(key)) for kind, key in keys_of(rows)}
    held = SubjectKey.objects.filter(subject=subject).unrestricted(why=WHY)
    present = {(row.kind, bytes(row.key)): row.pk for row in held}
    gone = [pk for pair, pk in present.items() if pair not in wanted]
    if gone:
        held.filter(pk__in=gone).delete()
    SubjectKey.objects.unrestricted(why=WHY).bulk_create(
        SubjectKey(subject=subject, kind=kind, key=key) for kind, key in sorted(wanted - present.keys())
    )
