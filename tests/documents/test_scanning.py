"""The malware scanner: asked when there is one, obeyed, and never guessed at when it is silent."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refused
from documents.models import Document, ScanState
from documents.scanning import scan
from tests.documents.conftest import photo, stored

RAW = b"x" * 200_000


@contextmanager
def clamd(path: Path, answer: bytes, received: list[bytes]) -> Iterator[str]:
    """A scanner on a unix socket that gives one answer."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(path))
    server.listen(1)

    def serve() -> None:
        line, _ = server.accept()
        with line, line.makefile("rb") as stream:
            received.append(stream.read(len(b"zINSTREAM\0")))
            while size := struct.unpack(">I", stream.read(4))[0]:
                received.append(stream.read(size))
            line.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield str(path)
    finally:
        server.close()
        thread.join(5)


def asked(answer: bytes, settings: Any, folder: Path) -> ScanState:
    received: list[bytes] = []
    with clamd(folder / "clamd.sock", answer, received) as where:
        settings.VIK_CLAMD = where
        state = scan(RAW)
    assert received[0] == b"zINSTREAM\0"
    assert b"".join(received[1:]) == RAW
    return state


def test_without_a_scanner_the_file_is_not_scanned(settings: Any) -> None:
    settings.VIK_CLAMD = ""
    assert scan(RAW) is ScanState.NOT_SCANNED


def test_a_clean_file_is_clean(settings: Any, tmp_path: Path) -> None:
    assert asked(b"stream: OK\0", settings, tmp_path) is ScanState.CLEAN


def test_an_infected_file_is_infected(settings: Any, tmp_path: Path) -> None:
    assert asked(b"stream: Eicar-Signature FOUND\0", settings, tmp_path) is ScanState.INFECTED


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"onzin\0"])
def test_an_answer_that_is_no_answer_lets_nothing_in(answer: bytes, settings: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="virusscanner antwoordt niet"):
        asked(answer, settings, tmp_path)


@pytest.mark.parametrize("where", ["/does/not/exist.sock", "127.0.0.1:1", "clamd", "clamd:poort"])
def test_a_silent_scanner_lets_nothing_in(where: str, settings: Any) -> None:
    settings.VIK_CLAMD = where
    with pytest.raises(Refused, match="virusscanner antwoordt niet"):
        scan(RAW)


@pytest.mark.django_db
def test_an_infected_photo_is_refused_and_not_kept(
    keep: Callable[..., Document], alone: Any, own_store: Path, settings: Any, tmp_path: Path
) -> None:
    with clamd(tmp_path / "clamd.sock", b"stream: Eicar-Signature FOUND\0", []) as where:
        settings.VIK_CLAMD = where
        with pytest.raises(Refused, match="virusscanner weigert"):
            keep(photo(), owner=alone)
    assert not own_store.exists()


@pytest.mark.django_db
def test_a_scanned_photo_says_so(
    keep: Callable[..., Document], alone: Any, settings: Any, tmp_path: Path
) -> None:
    with clamd(tmp_path / "clamd.sock", b"stream: OK\0", []) as where:
        settings.VIK_CLAMD = where
        document = keep(photo(), owner=alone)
    assert stored(document).scan_state == ScanState.CLEAN
