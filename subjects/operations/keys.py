"""Let the shown name, the searched names and the keys of a record follow its statements."""

from __future__ import annotations

from typing import Final

from subjects.deriving import best_values, keys_of, label_of, names_of
from subjects.models import Statement, Subject, SubjectKey
from subjects.standing import known_at

LONGEST_NAMES: Final = 2000
WHY: Final = "keys follow the statements"


def follow_statements(subject: Subject) -> None:
    """Derive label, names and keys anew from the statements that stand, and save the record."""
    rows = known_at(Statement.objects.filter(subject=subject).unrestricted(why=WHY), None)
    values = best_values(rows)
    subject.label = label_of(subject.kind, values)[:300]
    subject.names = names_of(rows)[:LONGEST_NAMES]
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
