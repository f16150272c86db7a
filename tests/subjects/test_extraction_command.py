"""The command that shows the marks of a file, without a database."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def show(name: str) -> list[dict[str, object]]:
    """What the command prints for this file."""
    out = io.StringIO()
    call_command("extract", name, stdout=out)
    return json.loads(out.getvalue())


def test_a_file_gives_one_list_of_marks(tmp_path: Path) -> None:
    path = tmp_path / "verhaal.txt"
    path.write_bytes(b"Huurder: Ali Demir\r\nBSN 999990019")
    assert show(str(path)) == [
        {"kind": "person", "start": 9, "end": 18, "text": "Ali Demir", "value": "Ali Demir"},
        {"kind": "bsn", "start": 24, "end": 33, "text": "999990019", "value": "999990019"},
    ]


def test_a_file_of_windows_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "verhaal.txt"
    path.write_bytes("Café Zoë; Renée Müller betaalde € 50".encode("cp1252"))
    assert {"kind": "amount", "start": 32, "end": 36, "text": "€ 50", "value": "50.00"} in show(str(path))


def test_a_dash_reads_what_is_piped_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"geb. 1979")))
    assert [mark["value"] for mark in show("-")] == ["1979-00-00"]


def test_a_text_without_marks_gives_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "leeg.txt"
    path.write_text("", encoding="utf-8")
    assert show(str(path)) == []


def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        show(str(tmp_path / "weg.txt"))
