"""The files that VIK was built for: the workbook of the ODT and the export of an internal form."""

from __future__ import annotations

import pytest

from accounts.models import User
from signals.titles import title_warning
from tests.signals.importing import (
    INTERNAL_SAMPLE,
    ODT_SAMPLE,
    all_reports,
    all_signals,
    counts,
    imported,
    kept_rows,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def odt_run(cast: dict[str, User]):
    return imported(cast["coordinator"], ODT_SAMPLE.read_bytes(), name=ODT_SAMPLE.name)


@pytest.fixture
def internal_run(cast: dict[str, User]):
    content = INTERNAL_SAMPLE.read_bytes()
    return imported(cast["coordinator"], content, source="INTERNAL", name=INTERNAL_SAMPLE.name)


def test_the_workbook_of_the_odt_gives_its_forty_signals(odt_run):
    assert odt_run.state == "DONE"
    assert counts(odt_run) == (40, 0, 0, 2)
    assert [row.reason for row in kept_rows(odt_run)] == [
        "Losse opmerking, geen signaal.",
        "Totaalregel, geen signaal.",
    ]


def test_a_signal_of_the_odt_tells_what_where_and_when_but_not_who_inspected(odt_run):
    signal = all_signals()[0]
    assert signal.source_type == "ODT"
    assert signal.external_number == "Z2026-00073247"
    assert signal.location == "VRIEZENVEENSEWEG 169a (7609NE)"
    assert str(signal.observed_from) == "2026-07-02"
    assert "Autodemontage in loods" in signal.narrative
    assert "Soort: Bodem/afval" in signal.narrative
    assert "toezichthouder 14" not in signal.narrative
    assert all_reports()[0].reporter_name == "toezichthouder 14"


def test_a_week_of_the_year_is_kept_as_vague_as_it_was(odt_run):
    vague = next(s for s in all_signals() if s.external_number == "Z2026-00014971")
    assert (str(vague.observed_from), str(vague.observed_to)) == ("2026-07-20", "2026-07-26")
    assert (vague.observed_precision, vague.observed_text) == ("WEEK", "week 30")


def test_no_title_of_an_import_holds_a_name(odt_run, internal_run):
    titles = [signal.title for signal in all_signals()]
    assert [title for title in titles if title_warning(title)] == []
    assert [title for title in titles if title == "Signaal zonder titel"] == []


def test_the_internal_export_keeps_who_reported_apart(internal_run):
    assert internal_run.state == "DONE"
    names = [report.reporter_name for report in all_reports()]
    assert "Kevin Kowalski" in names
    for signal in all_signals():
        said = " ".join(filter(None, [signal.title, signal.narrative, signal.involved]))
        assert "Kevin Kowalski" not in said


def test_broken_rows_of_the_internal_export_wait_in_the_foutenbak(internal_run):
    refused = kept_rows(internal_run, "REFUSED")
    assert internal_run.rows_refused == len(refused) == 2
    assert internal_run.rows_seen == sum(counts(internal_run))
    impossible = refused[0]
    assert impossible.original["Ingediend op"] == "31-02-2026"
    assert impossible.reason


def test_urgent_means_urgent(internal_run):
    urgent = [signal.team for signal in all_signals() if signal.urgency == "HIGH"]
    assert urgent[:2] == ["Burgerzaken", "Sociale zaken"]


def test_reading_the_same_file_again_changes_nothing(odt_run, internal_run, cast):
    before = [(signal.number, signal.version) for signal in all_signals()]
    odt_again = imported(cast["coordinator"], ODT_SAMPLE.read_bytes(), name="nog-eens.xlsx")
    internal_again = imported(cast["coordinator"], INTERNAL_SAMPLE.read_bytes(), source="INTERNAL")
    assert counts(odt_again) == (0, 40, 0, 2)
    assert internal_again.rows_made == internal_again.rows_refused == 0
    assert (
        internal_again.rows_known
        == internal_run.rows_made + internal_run.rows_refused + internal_run.rows_known
    )
    assert [(signal.number, signal.version) for signal in all_signals()] == before
