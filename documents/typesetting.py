"""Make a tagged PDF of a typst template and data.

The template is ours and ships with VIK; what users write comes as data and is never code: typst gets it
as JSON, and shows strings as they are. Each document is made in a process of its own that has an empty
folder for a root, no settings, no network packages, and a limit on time and memory. Nothing of the text
is written to a disk.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from core.errors import Refused

log = logging.getLogger("vik.documents")

TEMPLATES: Final = Path(__file__).parent / "typst"
WORKER: Final = Path(__file__).parent / "typesetting_worker.py"
SECONDS: Final = 30
# Readable by machines and readers-aloud (PDF/UA-1), and to be kept for good (PDF/A-2a).
STANDARDS: Final = ("ua-1", "a-2a")
# What stands in the place of a sign that no font of ours has (Chinese, pictures): to be seen, not passed over.
NO_SIGN: Final = "□"
# Nothing of our own environment, and a proxy that is not there should anything ask for the network.
QUIET: Final = {"PATH": os.defpath, "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}


class NotTypeset(Exception):
    """The template can't be made into a document; the message is for the log, never for a page."""


@cache
def template(name: str) -> str:
    """The text of a template that ships with VIK."""
    return (TEMPLATES / f"{name}.typ").read_text(encoding="utf-8")


def typeset(name: str, data: Mapping[str, Any]) -> bytes:
    """One of our templates with data, as a tagged PDF; the same data give the same bytes.

    Raises :class:`Refused` with a sentence when it takes too long or can't be made.
    """
    try:
        return compile_source(template(name), data)
    except NotTypeset as error:
        # Type and template only: the message of the compiler can quote the letter.
        log.error("template %s: %s", name, type(error).__name__)
        raise Refused(
            "Dit document kon niet worden gemaakt. Maak de tekst korter en probeer het opnieuw; blijft het "
            "misgaan, meld het dan aan de beheerder."
        ) from error


def compile_source(source: str, data: Mapping[str, Any], *, seconds: int = SECONDS) -> bytes:
    """Compile typst in a process of its own; raises :class:`NotTypeset`."""
    try:
        return _run(source, data, seconds)
    except _NoGlyph:
        return _run(source, _printable(data), seconds)


class _NoGlyph(NotTypeset):
    """No font has a sign of the text."""


def unprintable(text: str) -> str:
    """The signs of a text that no font of ours has, each once."""
    return "".join(dict.fromkeys(sign for sign in text if not _in_fonts(sign)))


def _in_fonts(sign: str) -> bool:
    """Latin, Greek and Cyrillic, with the usual signs, are in the fonts that typst brings."""
    point = ord(sign)
    return point < 0x0530 or 0x1E00 <= point < 0x2400 or sign in {NO_SIGN, "★", "✓"}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(sign if _in_fonts(sign) else NO_SIGN for sign in value)
    if isinstance(value, Mapping):
        return {name: _printable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value


def _run(source: str, data: Mapping[str, Any], seconds: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="vik-typst-") as root:
        asked = {
            "source": source,
            "data": data,
            "root": root,
            "standards": list(STANDARDS),
            "seconds": seconds,
        }
        try:
            done = subprocess.run(  # noqa: S603 -- our own interpreter and file, nothing from users
                [sys.executable, "-I", str(WORKER)],
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=seconds,
                cwd=root,
                env=QUIET,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NotTypeset("it took too long") from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF"):
        return done.stdout
    told = done.stderr.decode(errors="replace")
    if "could not be displayed with" in told:
        raise _NoGlyph(told)
    raise NotTypeset(told or f"the process ended with {done.returncode}")
