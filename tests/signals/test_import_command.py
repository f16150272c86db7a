"""The command tells the same as the page, and a trial run the same as a real one."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from access.contexts import SYSTEM, acting_as
from signals.intake.receiving import preview_of
from signals.models import ImportRow, ImportRun
from tests.signals.importing import (
    INTERNAL_SAMPLE,
    ODT_SAMPLE,
    a_row,
    all_signals,
    counts,
    csv_bytes,
    received,
)

pytestmark = pytest.mark.django_db
USER = "coordinator@almelo.demo"


def command(path: Path, *, source: str = "odt", user: str = USER, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "import_signals", str(path), f"--source={source}", f"--as={user}", "--json", stdout=out, **options
    )
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def without_identity(report: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in report.items() if name not in {"dry_run", "number"}}


@pytest.mark.parametrize(("path", "source"), [(ODT_SAMPLE, "odt"), (INTERNAL_SAMPLE, "intern")])
def test_a_trial_run_tells_exactly_what_the_import_then_does(cast, path, source):
    trial = command(path, source=source, dry_run=True)
    real = command(path, source=source)
    assert without_identity(trial) == without_identity(real)
    assert (trial["dry_run"], real["dry_run"]) == (True, False)
    assert real["made"] == len(all_signals()) > 0
    again = command(path, source=source, dry_run=True)
    assert without_identity(again) == without_identity(command(path, source=source))
    assert again["made"] == 0


def test_a_trial_run_across_chunks_knows_what_it_has_seen(cast, monkeypatch, tmp_path):
    monkeypatch.setattr("signals.intake.receiving.CHUNK", 3)
    monkeypatch.setattr("signals.intake.run.CHUNK", 3)
    broken = a_row(5, Bevindingen="")
    rows = [a_row(1), a_row(2), broken, a_row(3), a_row(1), broken, a_row(4), a_row(2)]
    path = tmp_path / "dubbel.csv"
    path.write_bytes(csv_bytes(rows))
    trial = command(path, dry_run=True)
    assert (trial["made"], trial["known"], trial["refused"]) == (4, 3, 1)
    assert without_identity(trial) == without_identity(command(path))


def test_a_trial_run_writes_nothing(cast, settings, tmp_path):
    settings.VIK_DOCUMENT_STORE = str(tmp_path)
    command(ODT_SAMPLE, dry_run=True)
    with acting_as(SYSTEM, why="test"):
        assert not ImportRun.objects.unrestricted(why="test").exists()
        assert not ImportRow.objects.unrestricted(why="test").exists()
    assert all_signals() == []
    assert list(tmp_path.iterdir()) == []


def test_the_preview_of_the_page_counts_as_the_trial_run(cast):
    trial = command(ODT_SAMPLE, dry_run=True)
    run = received(cast["coordinator"], ODT_SAMPLE.read_bytes(), name=ODT_SAMPLE.name)
    with acting_as(cast["coordinator"], why="test"):
        preview = preview_of(run)
    assert {name: trial[name] for name in preview.tally.as_json()} == preview.tally.as_json()
    assert preview.complete
    assert counts(run) == (0, 0, 0, 0)


def test_a_mapping_on_the_command_line_wins(cast, tmp_path):
    path = tmp_path / "vreemd.csv"
    path.write_bytes(csv_bytes([{"A": "K-1", "B": "Elke nacht wordt hier geladen en gelost."}], ("A", "B")))
    mapping = {"A": "external_number", "B": "narrative"}
    report = command(path, mapping=json.dumps(mapping))
    assert report["mapping"] == mapping
    assert all_signals()[0].external_number == "K-1"


def test_the_report_for_people_gives_the_reasons(cast):
    out = io.StringIO()
    call_command("import_signals", str(INTERNAL_SAMPLE), "--source=intern", f"--as={USER}", stdout=out)
    assert "in de foutenbak" in out.getvalue()
    assert "31-02-2026" in out.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"user": "niemand@almelo.demo"}, "Er is geen actieve gebruiker"),
        ({"user": "analist@almelo.demo"}, "Dit kan alleen: Coördinator ondermijning."),
        ({"path": Path("bestaat-niet.csv")}, "bestaat-niet.csv"),
        ({"mapping": "{"}, "--mapping is geen JSON"),
        ({"mapping": '{"Locatie": "location"}'}, "Wijs aan in welke kolom"),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_the_command_fails_with_a_sentence(cast, change, sentence, dry_run):
    options = {"path": ODT_SAMPLE, "dry_run": dry_run} | change
    with pytest.raises(CommandError) as failure:
        command(options.pop("path"), **options)
    assert sentence in str(failure.value)
    assert all_signals() == []


def test_a_file_that_is_no_list_fails(cast, tmp_path):
    path = tmp_path / "brief.csv"
    path.write_bytes(b"%PDF-1.7 nonsense")
    for dry_run in (True, False):
        with pytest.raises(CommandError, match="pdf"):
            command(path, dry_run=dry_run)
