"""Headings as people write them, and the fields that they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# A heading of two rows is one text: "Locatie – Straat".
PART = " – "
# The field that a heading names (empty: none), and whether it is known as a whole.
Recognise = Callable[[str], tuple[str, bool]]


def plain(text: str) -> str:
    """A heading without capitals, accents and signs: ``Overtreding j/n?`` becomes ``overtreding j n``."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    flat = unicodedata.normalize("NFKD", split.casefold())
    flat = "".join(char for char in flat if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", flat).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the headings of one kind of list are called.

    ``known`` has per field its whole headings, apart by commas, the first field that knows one wins;
    ``hints`` per field words within a longer heading that give it away, tried in this order.
    """

    known: Mapping[str, str]
    hints: Mapping[str, str]
    _field_of: dict[str, str] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the headings once."""
        for name, text in reversed(list(self.known.items())):
            self._field_of.update(dict.fromkeys((plain(one) for one in text.split(",")), name))

    def field_by_heading(self, heading: str) -> tuple[str, bool]:
        """The field that a heading names, and whether it is a known heading as a whole; or an empty field."""
        name = plain(heading)
        if not name:
            return "", False
        for candidate in (name, plain(heading.casefold())):
            if candidate in self._field_of:
                return self._field_of[candidate], True
        for part in reversed(heading.split(PART)):
            if (last := plain(part)) in self._field_of:
                return self._field_of[last], True
        for code, hints in self.hints.items():
            for hint in hints.split():
                if any(word.startswith(hint) or (len(hint) > 4 and hint in word) for word in name.split()):
                    return code, False
        return "", False
