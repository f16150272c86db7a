"""Does a text that many may read hold a person? The same eyes that hide persons before weging 1."""

from __future__ import annotations

from signals.masking import mask
from signals.titles import title_warning


def title_problem(title: str) -> str:
    """The sentence when a title seems to hold a name, plate or number; otherwise empty."""
    return title_warning(title)


def personal_words(text: str) -> list[str]:
    """The pieces of a text that look like a person or a number of one, in their order; once each."""
    return list(dict.fromkeys(part.text.strip() for part in mask(text) if part.masked))
