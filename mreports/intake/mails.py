"""Read a mail in which M. passes on a report.

The real layout of M. is not public: labels are found by their words, in any order and form, and
what is not a label is the text of the report.
"""

from __future__ import annotations

import email
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from typing import Final

from legal.dates import DateProblem, read_date

DEFAULT_LABELS: Final[Mapping[str, Sequence[str]]] = {
    "reference": (
        "meldingsnummer",
        "meldnummer",
        "nummer melding",
        "referentie",
        "kenmerk",
        "m.-nummer",
        "nummer",
    ),
    "reported_on": ("datum melding", "meldingsdatum", "datum", "ontvangen op"),
    "also_sent_to": (
        "ook verstrekt aan",
        "ook verzonden aan",
        "verstrekt aan",
        "doorgezet naar",
        "ontvangers",
    ),
    "topics": ("onderwerp", "onderwerpen", "categorie", "thema", "soort"),
    "text": ("melding", "meldingstekst", "inhoud", "tekst", "omschrijving"),
}
_LABEL = re.compile(r"^\s*[*•-]?\s*([A-Za-zÀ-ÿ.\- ]{2,40}?)\s*[:=]\s*(.*)$")
_REFERENCE = re.compile(
    r"\b(?:M\.?-?melding|melding(?:snummer)?|nr\.?)\s*[:#]?\s*([A-Z0-9][A-Z0-9./-]{3,})", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_INVISIBLE = re.compile(r"<(script|style|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


class UnreadableMail(ValueError):
    """The file is no mail with a report in it; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What stood in a mail."""

    reference: str
    text: str
    received_at: datetime | None
    reported_on: date | None = None
    topics: list[str] = field(default_factory=list)
    also_sent_to: str = ""


def read_mail(raw: bytes, *, labels: Mapping[str, Sequence[str]] = DEFAULT_LABELS, today: date) -> ReadMail:
    """Read the bytes of an ``.eml`` file; raises :class:`UnreadableMail` when there is no text in it."""
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not message.keys():
        raise UnreadableMail("Dit bestand is geen e-mail (.eml).")
    fields, text = _cut(_body_of(message), labels)
    subject = str(message.get("Subject", ""))
    reference = fields.get("reference", "")
    if not reference and (match := _REFERENCE.search(subject)):
        reference = match[1]
    if not text.strip():
        raise UnreadableMail("Deze e-mail bevat geen meldtekst.")
    return ReadMail(
        reference=reference.strip()[:60],
        text=text.strip(),
        received_at=_moment(message),
        reported_on=_date(fields.get("reported_on", ""), today),
        topics=[topic.strip() for topic in re.split(r"[/;,|]", fields.get("topics", "")) if topic.strip()],
        also_sent_to=fields.get("also_sent_to", "").strip()[:120],
    )


def _body_of(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        content = payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
    text = str(content)
    if "\ufffd" in text and isinstance(payload := part.get_payload(decode=True), bytes):
        # The declared character set was wrong: Western European is what such mails use.
        text = payload.decode("cp1252", "replace")
    if part.get_content_type() == "text/html":
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", _INVISIBLE.sub("", text))))
    return text.replace("\r\n", "\n").replace("\xa0", " ")


def _cut(body: str, labels: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], str]:
    """Labelled lines apart from the text; a label within the text stays in the text."""
    names = {name: target for target, words in labels.items() for name in words}
    fields: dict[str, str] = {}
    text: list[str] = []
    in_text = False
    for line in body.split("\n"):
        match = None if in_text else _LABEL.match(line)
        target = names.get(" ".join(match[1].lower().split())) if match else None
        if match and target and target != "text" and target not in fields:
            fields[target] = match[2]
        elif match and target == "text":
            in_text = True
            text.append(match[2])
        else:
            in_text = in_text or bool(line.strip())
            text.append(line)
    return fields, "\n".join(text)


def _moment(message: EmailMessage) -> datetime | None:
    header = message.get("Date")
    moment = getattr(header, "datetime", None)
    return moment if isinstance(moment, datetime) and moment.tzinfo else None


def _date(text: str, today: date) -> date | None:
    try:
        return read_date(text, today=today).start
    except DateProblem:
        return None
