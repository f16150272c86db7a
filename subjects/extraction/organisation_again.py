"""Companies that are named once more, also by a part of their name: *De Poort* after *Logement De Poort B.V.*"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from subjects.extraction.organisation_front import FORM
from subjects.extraction.organisation_words import ALSO_IN_A_NAME, marked
from subjects.extraction.spans import ORGANISATION, Span
from subjects.extraction.words import known_names, never_a_name, words

_FORM = re.compile(rf"\s{FORM}$")


def find_again(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Every other place where a company that was found is named, by the same name or by what tells of it."""
    forms = {form for mark in found if mark.kind == ORGANISATION for form in _forms(mark.text)}
    for form in sorted(forms, key=lambda one: (-len(one), one)):  # of what overlaps the longest
        if text.count(form) == 1:  # the mark itself
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
            yield marked(text, *match.span())


def _forms(name: str) -> Iterator[str]:
    """The name, without its legal form, and without the kind of business that stands in front."""
    plain = _FORM.sub("", name)
    yield from {name, plain}
    kind, _, rest = plain.partition(" ")
    if rest[:1].isupper() and kind.lower() in words("company_before") and _tells(rest.split()):
        yield rest


def _tells(pieces: list[str]) -> bool:
    """Whether this part of a name is nothing else: *De Poort*, *Bella Sera*; one word may be anything."""
    low = [piece.lower() for piece in pieces]
    own = [piece for piece in low if piece not in ALSO_IN_A_NAME]
    if (
        len(pieces) == 1
        or not own
        or any(piece in words("towns") or piece in never_a_name() for piece in own)
    ):
        return False
    return not all(piece in known_names() for piece in own) or low[0] in {"de", "het", "'t"}
