"""How a line of the log is written: what went wrong and where, never what somebody typed or a record says.

The words of an exception may hold anything: a template names its whole context, the database the key of a row, a
parser the text it choked on. So a traceback keeps its places and the kinds of its exceptions, and loses their words.
"""

from __future__ import annotations

import copy
import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# What Celery fills in behind "raised unexpected:": the exception in full, and its traceback as a text.
WORDS = frozenset(("exc", "traceback", "args", "kwargs"))


class WordlessFormatter(logging.Formatter):
    """A formatter that leaves out the words of exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, with the places of a traceback below it."""
        record = copy.copy(record)
        record.exc_text = None  # what another formatter made of it
        if isinstance(record.args, dict) and WORDS & record.args.keys():
            record.args = {name: _kind(name, value) for name, value in record.args.items()}
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 -- the name that the library calls
        """The places and kinds of an exception and of those that led to it."""
        return "" if ei[1] is None else _told(ei[1], set())


def _kind(name: str, value: object) -> object:
    """*ValueError* of ``ValueError('Henk de Vries')``."""
    if name not in WORDS:
        return value
    return str(value).partition("(")[0] if name == "exc" else ""


def _told(error: BaseException, seen: set[int]) -> str:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{_told(cause, seen)}\n\nthen:\n" if cause is not None and id(cause) not in seen else ""
    places = "".join(traceback.format_tb(error.__traceback__))
    group = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    parts = "".join(f"\n\nof which:\n{_told(part, seen)}" for part in group if id(part) not in seen)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{before}{places}{kind} (its words are left out){parts}"
