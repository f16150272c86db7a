"""Ask a clamd for its opinion about a file, when the installation has one."""

from __future__ import annotations

import logging
import socket
import struct
from typing import Final

from django.conf import settings

from core.errors import Refused
from documents.models import ScanState

log = logging.getLogger("vik.documents")
PATIENCE: Final = 30.0
PIECE: Final = 64 * 1024
LONGEST_ANSWER: Final = 1024


def scan(raw: bytes) -> ScanState:
    """Clean, infected, or not scanned because no scanner is configured (``settings.VIK_CLAMD``).

    Raises :class:`Refused` when the configured scanner does not answer: then nothing comes in.
    """
    if not settings.VIK_CLAMD:
        log.warning("a file came in unscanned: VIK_CLAMD names no malware scanner")
        return ScanState.NOT_SCANNED
    try:
        answer = _ask(raw)
    except (OSError, ValueError) as error:
        # ValueError: what stands in VIK_CLAMD is no address.
        log.error("the malware scanner does not answer: %s", type(error).__name__)
        raise _no_answer() from None
    if answer.endswith(b" OK"):
        return ScanState.CLEAN
    if answer.endswith(b" FOUND"):
        return ScanState.INFECTED
    log.error("the malware scanner could not scan a file of %s bytes", len(raw))
    raise _no_answer()


def _no_answer() -> Refused:
    return Refused(
        "De virusscanner antwoordt niet. Daarom neemt VIK nu geen bestanden aan. Probeer het later."
    )


def _ask(raw: bytes) -> bytes:
    """One INSTREAM conversation: length-prefixed pieces, an empty one at the end, one line back."""
    with _connection() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(raw), PIECE):
            piece = raw[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            received = line.recv(LONGEST_ANSWER)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0").strip()


def _connection() -> socket.socket:
    """ "host:port", or the path of a unix socket."""
    where: str = settings.VIK_CLAMD
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
