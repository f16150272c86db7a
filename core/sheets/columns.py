"""Which column of a received list fills which field."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def mapping_problems(
    mapping: Mapping[str, str],
    fields: Mapping[str, str],
    *,
    joined: Collection[str],
    needs: Sequence[tuple[Collection[str], str]],
) -> list[str]:
    """What a mapping (heading to field) lacks or says twice, as Dutch sentences; empty when it can be used.

    ``fields`` are the fields with their names, ``joined`` those that several columns may fill together,
    ``needs`` has sets of which at least one field must be there, each with its sentence.
    """
    used = [field for field in mapping.values() if field]
    problems = []
    if unknown := sorted(set(used) - set(fields)):
        problems.append(f"VIK kent dit veld niet: {', '.join(unknown)}.")
    problems += [sentence for one_of, sentence in needs if not set(one_of) & set(used)]
    problems += [
        f"“{fields[field]}” is bij meer dan één kolom gekozen. Kies één kolom."
        for field in fields
        if field not in joined and used.count(field) > 1
    ]
    return problems
