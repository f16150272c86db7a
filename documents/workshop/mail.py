"""An e-mail that was saved as a file: its head, its text, and the names of what came with it."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from typing import Final

HEAD: Final = ("From", "To", "Cc", "Date", "Subject")
DUTCH: Final = {"From": "Van", "To": "Aan", "Cc": "Cc", "Date": "Datum", "Subject": "Onderwerp"}
MOST_PARTS: Final = 200
LONGEST: Final = 1_000_000
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]?")
_TAG: Final = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def is_mail(text: str) -> bool:
    """Does it begin with the head of a mail: who, and when or which message?"""
    names = set()
    for line in text[:20_000].splitlines():
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        match = _FIELD.match(line)
        if match is None:
            return False
        names.add(match[1].casefold())
    return "from" in names and bool(names & {"date", "message-id", "received"})


def text_of(raw: bytes) -> str:
    """The head and the text of a mail; of attachments only their names: they are never opened."""
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    lines = [f"{DUTCH[name]}: {found[name]}" for name in HEAD if found[name]]
    names: list[str] = []
    texts: list[str] = []
    pages: list[str] = []
    for count, part in enumerate(found.walk()):
        if count >= MOST_PARTS:
            break
        if part.get_filename() or part.get_content_disposition() == "attachment":
            names.append(part.get_filename() or "zonder naam")
        elif part.get_content_type() == "text/plain":
            texts.append(_text(part))
        elif part.get_content_type() == "text/html":
            pages.append(_TAG.sub(" ", _text(part)))
    if names:
        lines.append("Bijlagen (staan alleen in het origineel): " + ", ".join(names))
    return "\n".join([*lines, "", *(texts or pages)])[:LONGEST]


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
