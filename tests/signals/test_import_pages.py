"""The pages of the importer, as a coordinator walks through them."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.contexts import acting_as
from accounts.models import Role, RoleAssignment, role_group
from audit.models import AuditEvent
from signals.intake import run as engine
from signals.models import ImportRun
from signals.operations.imports import start_run
from signals.operations.register import register_signal
from tests.signals.importing import (
    HEADING,
    ODT_SAMPLE,
    STORY,
    a_row,
    all_signals,
    counts,
    csv_bytes,
    fresh,
    imported,
    kept_rows,
    received,
    upload,
)

pytestmark = pytest.mark.django_db
IMPORTS = "/signalen/import/"
BROKEN = a_row(7, **{"Datum bezoek": "31-02-2026"})


@pytest.fixture
def coordinator(as_user, cast):
    return as_user(cast["coordinator"])


@pytest.fixture
def broken_run(cast):
    return imported(cast["coordinator"], csv_bytes([a_row(1), BROKEN, a_row(8, Bevindingen="")]))


def send(client, content, name="signalen.csv", source="ODT"):
    return client.post(IMPORTS, {"source_type": source, "source_name": "test", "file": upload(content, name)})


def address(run):
    return f"{IMPORTS}{run.number}/"


def row_address(run, row):
    return f"{address(run)}foutenbak/{row.pk}/"


def mapping_form(page):
    """What the browser would send back of the columns."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_from_upload_to_result(coordinator, after_commit):
    answer = send(coordinator, ODT_SAMPLE.read_bytes(), ODT_SAMPLE.name)
    assert answer.status_code == 302
    page = coordinator.get(answer.url)
    text = page.content.decode()
    assert "Begrijpen we de kolommen goed?" in text
    assert "Bevindingen toezichthouder" in text
    assert page.context["tally"]["made"] == 40
    assert all_signals() == []
    with after_commit():
        started = coordinator.post(answer.url, mapping_form(page) | {"act": "start"})
    assert started.url == answer.url
    result = coordinator.get(answer.url).content.decode()
    assert "Ingelezen" in result
    assert "1 × Totaalregel, geen signaal." in result
    assert len(all_signals()) == 40
    assert "klaar" in coordinator.get(IMPORTS).content.decode().lower()


def test_every_column_says_why_it_means_what_it_means(coordinator, cast):
    run = received(cast["coordinator"], csv_bytes([a_row(1), a_row(2)]))
    text = coordinator.get(address(run)).content.decode()
    assert "de kop “Bevindingen” betekent “wat is gezien of gehoord”" in text
    assert "zeker" in text
    assert "Windslaan 1, 7603 MH Almelo" in text


def test_a_corrected_column_shows_at_once_and_is_remembered(coordinator, cast):
    heading = ("Kenmerk", "Tekst", "Meer", "Datum")
    rows = [
        {"Kenmerk": f"K{n}", "Tekst": "zie dossier", "Meer": STORY.format(n), "Datum": "1-9-2026"}
        for n in (1, 2, 3)
    ]
    run = received(cast["coordinator"], csv_bytes(rows, heading))
    page = coordinator.get(address(run))
    form = mapping_form(page)
    text, more = ("kolom-1", "kolom-2")
    answer = coordinator.post(
        address(run), form | {text: "remark", more: "narrative", "act": "map"}, follow=True
    )
    assert "De kolommen zijn aangepast" in answer.content.decode()
    assert "Achter het pand staan elke avond busjes" in answer.content.decode()
    assert fresh(run).mapping == {
        "Kenmerk": "external_number",
        "Tekst": "remark",
        "Meer": "narrative",
        "Datum": "observed",
    }
    next_file = send(coordinator, csv_bytes([rows[0] | {"Kenmerk": "K9"}], heading))
    assert "zo gekozen bij een eerder bestand" in coordinator.get(next_file.url).content.decode()


def test_without_the_text_column_nothing_starts(coordinator, cast):
    run = received(cast["coordinator"], csv_bytes([a_row(1)]))
    form = mapping_form(coordinator.get(address(run)))
    form["kolom-3"] = ""
    answer = coordinator.post(address(run), form | {"act": "start"})
    assert answer.status_code == 422
    assert "Wijs aan in welke kolom staat wat er is gezien of gehoord." in answer.content.decode()
    assert fresh(run).state == "PREVIEW"


def test_the_same_field_twice_is_told_at_its_column(coordinator, cast):
    run = received(cast["coordinator"], csv_bytes([a_row(1)]))
    form = mapping_form(coordinator.get(address(run))) | {"kolom-5": "external_number", "act": "start"}
    answer = coordinator.post(address(run), form)
    assert answer.status_code == 422
    assert "is al bij een andere kolom gekozen" in answer.content.decode()


@pytest.mark.parametrize(("content", "sentence"), [(b"", "leeg"), (b"%PDF-1.7", "pdf")])
def test_what_is_no_list_is_refused_on_the_page(coordinator, content, sentence):
    answer = send(coordinator, content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_file_that_was_read_before_is_recognised(coordinator, cast):
    first = imported(cast["coordinator"], csv_bytes([a_row(1)]))
    answer = send(coordinator, csv_bytes([a_row(1)]), "andere-naam.csv")
    page = coordinator.get(answer.url)
    assert f'Precies dit bestand is al ingelezen: <a href="{address(first)}">' in page.content.decode()
    assert page.context["tally"] | {"reasons": {}} == {
        "seen": 1,
        "made": 0,
        "known": 1,
        "refused": 0,
        "ignored": 0,
        "reasons": {},
    }


def test_an_import_that_was_not_started_can_be_thrown_away(
    coordinator, cast, settings, tmp_path, after_commit
):
    settings.VIK_DOCUMENT_STORE = str(tmp_path)
    run = received(cast["coordinator"], csv_bytes([a_row(1)]))
    with after_commit():
        coordinator.post(address(run), {"act": "discard"})
    assert coordinator.get(address(run)).status_code == 404
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_import_that_was_started_stays(coordinator, broken_run):
    answer = coordinator.post(address(broken_run), {"act": "discard"}, follow=True)
    assert "al gestart en blijft daarom bewaard" in answer.content.decode()
    assert fresh(broken_run).state == "DONE"


def test_progress_tells_count_and_time_left_and_ends_by_itself(coordinator, cast, monkeypatch):
    monkeypatch.setattr(engine, "CHUNK", 60)
    user = cast["coordinator"]
    run = received(user, csv_bytes([a_row(number) for number in range(1, 101)]))
    with acting_as(user, why="test"):
        start_run(by=user, run=run, at_once=True)
    seen = []

    def register(**kwargs):
        if len(seen) == 70:
            raise KeyboardInterrupt  # the worker is stopped, and can't even say so
        seen.append(1)
        return register_signal(**kwargs)

    monkeypatch.setattr(engine, "register_signal", register)
    with pytest.raises(KeyboardInterrupt):
        engine.run_to_the_end(run.pk)
    page = coordinator.get(address(run)).content.decode()
    assert "60 van 100" in page
    assert "nog ongeveer" in page
    assert f'hx-get="{address(run)}voortgang/"' in page
    part = coordinator.get(f"{address(run)}voortgang/")
    assert "60 van 100" in part.content.decode()
    assert "HX-Refresh" not in part.headers
    monkeypatch.setattr(engine, "register_signal", register_signal)
    engine.run_to_the_end(run.pk)
    assert coordinator.get(f"{address(run)}voortgang/").headers["HX-Refresh"] == "true"
    assert counts(fresh(run)) == (100, 0, 0, 0)


def test_a_run_that_stopped_goes_on_by_a_button(coordinator, cast, monkeypatch, after_commit):
    user = cast["coordinator"]
    run = received(user, csv_bytes([a_row(number) for number in range(1, 6)]))
    with acting_as(user, why="test"):
        start_run(by=user, run=run, at_once=True)

    def broken(**kwargs):
        raise RuntimeError("no content may be shown")

    monkeypatch.setattr(engine, "register_signal", broken)
    with pytest.raises(RuntimeError):
        engine.run_to_the_end(run.pk)
    page = coordinator.get(address(run)).content.decode()
    assert "Het inlezen is gestopt" in page
    assert "no content may be shown" not in page
    monkeypatch.setattr(engine, "register_signal", register_signal)
    with after_commit():
        coordinator.post(address(run), {"act": "resume"})
    assert counts(fresh(run)) == (5, 0, 0, 0)


# --- foutenbak --------------------------------------------------------------------------------------


def test_a_row_is_mended_and_becomes_a_signal(coordinator, broken_run):
    row = kept_rows(broken_run, "REFUSED")[0]
    listed = coordinator.get(f"{address(broken_run)}foutenbak/").content.decode()
    assert "31-02-2026" in listed
    page = coordinator.get(row_address(broken_run, row))
    form = page.context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    assert values["observed"] == "31-02-2026"
    answer = coordinator.post(
        row_address(broken_run, row), values | {"observed": "28-02-2026", "act": "retry"}, follow=True
    )
    text = answer.content.decode()
    made = next(signal for signal in all_signals() if signal.external_number == "Z2026-00000007")
    assert f"Regel 3 is nu signaal {made.number}." in text
    assert str(made.observed_from) == "2026-02-28"
    assert counts(fresh(broken_run)) == (2, 0, 1, 0)
    (settled,) = kept_rows(broken_run, "MADE")
    assert settled.original["Datum bezoek"] == "31-02-2026"
    assert settled.corrected["observed"] == "28-02-2026"
    assert settled.mended_by.email == "coordinator@almelo.demo"


def test_the_page_goes_on_to_the_next_row_of_the_bin(coordinator, broken_run):
    first, second = kept_rows(broken_run, "REFUSED")
    answer = coordinator.post(row_address(broken_run, first), {"act": "aside", "why": "Dubbel."})
    assert answer.url == row_address(broken_run, second)
    answer = coordinator.post(row_address(broken_run, second), {"act": "aside", "why": "Leeg."})
    assert answer.url == address(broken_run)
    assert "De foutenbak is leeg" in coordinator.get(f"{address(broken_run)}foutenbak/").content.decode()


def test_what_is_still_wrong_is_told_at_its_field_and_nothing_is_lost(coordinator, broken_run):
    row = kept_rows(broken_run, "REFUSED")[0]
    form = {"narrative": "Nieuwe tekst over het laden en lossen.", "observed": "31-04-2026", "act": "retry"}
    answer = coordinator.post(row_address(broken_run, row), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "bestaat niet in de kalender" in text
    assert "Nieuwe tekst over het laden en lossen." in text
    assert counts(fresh(broken_run)) == (1, 0, 2, 0)


def test_a_row_that_turns_out_to_be_known_makes_no_second_signal(coordinator, broken_run):
    row = kept_rows(broken_run, "REFUSED")[0]
    known = {
        "external_number": "Z2026-00000001",
        "observed": "3-8-2026",
        "location": "Windslaan 1, 7603 MH Almelo",
        "narrative": STORY.format(1),
        "act": "retry",
    }
    answer = coordinator.post(row_address(broken_run, row), known, follow=True)
    assert "was al bekend: er is geen tweede signaal gemaakt" in answer.content.decode()
    assert len(all_signals()) == 1
    assert counts(fresh(broken_run)) == (1, 1, 1, 0)


def test_a_row_is_set_aside_only_with_a_reason_and_stays_visible(coordinator, broken_run):
    row = kept_rows(broken_run, "REFUSED")[0]
    silent = coordinator.post(row_address(broken_run, row), {"act": "aside", "why": " "})
    assert silent.status_code == 422
    coordinator.post(row_address(broken_run, row), {"act": "aside", "why": "Hoort bij regel 2."})
    listed = coordinator.get(f"{address(broken_run)}foutenbak/?lijst=terzijde").content.decode()
    assert "Hoort bij regel 2." in listed
    assert "31-02-2026" in listed
    assert counts(fresh(broken_run)) == (1, 0, 1, 1)


def test_two_colleagues_can_not_settle_one_row_twice(coordinator, broken_run):
    row = kept_rows(broken_run, "REFUSED")[0]
    coordinator.post(row_address(broken_run, row), {"act": "aside", "why": "Dubbel."})
    answer = coordinator.post(
        row_address(broken_run, row), {"narrative": "Toch een signaal over laden en lossen.", "act": "retry"}
    )
    assert answer.status_code == 422
    assert "al afgehandeld" in answer.content.decode()
    assert counts(fresh(broken_run)) == (1, 0, 1, 1)


def test_a_row_that_was_dealt_with_is_known_when_the_file_comes_again(coordinator, cast, broken_run):
    first, second = kept_rows(broken_run, "REFUSED")
    coordinator.post(row_address(broken_run, first), {"act": "aside", "why": "Dubbel."})
    mended = {"narrative": "Nu met tekst over het laden en lossen.", "observed": "", "act": "retry"}
    coordinator.post(row_address(broken_run, second), mended)
    again = imported(cast["coordinator"], csv_bytes([a_row(1), BROKEN, a_row(8, Bevindingen="")]))
    assert counts(again) == (0, 3, 0, 0)


def test_reading_an_import_is_on_record(coordinator, broken_run):
    row = kept_rows(broken_run, "REFUSED")[0]
    coordinator.get(row_address(broken_run, row))
    events = AuditEvent.objects.using("audit").filter(record_id=str(broken_run.pk), action="READ")
    assert events.exists()


# --- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["analyst", "reporter", "m_authorised", "police", "manager", "admin"])
def test_only_a_coordinator_imports(as_user, cast, broken_run, part):
    client = as_user(cast[part])
    row = kept_rows(broken_run, "REFUSED")[0]
    for page in (
        IMPORTS,
        address(broken_run),
        f"{address(broken_run)}voortgang/",
        f"{address(broken_run)}foutenbak/",
        row_address(broken_run, row),
    ):
        assert client.get(page).status_code == 403
    assert client.post(IMPORTS, {"file": upload(csv_bytes([a_row(99)]))}).status_code == 403


def test_another_municipality_sees_no_run(as_user, cast, broken_run):
    neighbour = cast["twenterand_analyst"]
    group = role_group(neighbour.organisation, Role.COORDINATOR)
    RoleAssignment.objects.create(user=neighbour, role_group=group, reason="test", granted_by=cast["admin"])
    neighbour.forget_roles()
    client = as_user(neighbour)
    row = kept_rows(broken_run, "REFUSED")[0]
    assert broken_run.number not in client.get(IMPORTS).content.decode()
    for page in (address(broken_run), f"{address(broken_run)}foutenbak/", row_address(broken_run, row)):
        assert client.get(page).status_code == 404
    with acting_as(neighbour, why="test"):
        assert not ImportRun.objects.unrestricted(why="the database itself says no").exists()


def test_the_pages_take_as_many_queries_for_many_rows_as_for_one(coordinator, cast):
    def queries(page):
        coordinator.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert coordinator.get(page).status_code == 200
        return len(captured)

    def bad(first, count):
        return csv_bytes([a_row(number, Bevindingen="") for number in range(first, first + count)])

    one = imported(cast["coordinator"], bad(1, 1))
    few = [queries(page) for page in (IMPORTS, address(one), f"{address(one)}foutenbak/")]
    many = imported(cast["coordinator"], bad(100, 30))
    imported(cast["coordinator"], bad(200, 2))
    assert [queries(page) for page in (IMPORTS, address(many), f"{address(many)}foutenbak/")] == few


def test_a_long_bin_has_pages(coordinator, cast):
    run = imported(
        cast["coordinator"], csv_bytes([a_row(number, Bevindingen="") for number in range(1, 61)], HEADING)
    )
    first = coordinator.get(f"{address(run)}foutenbak/")
    assert len(first.context["rows"]) == 50
    following = re.search(r'href="([^"]+)" rel="next"', first.content.decode())[1].replace("&amp;", "&")
    assert len(coordinator.get(following).context["rows"]) == 10
    assert json.dumps(run.mapping)
