"""An old register of measures is read in: once, wholly, and with questions where somebody may be known."""

import io
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from measures.intake import run as running
from measures.intake.run import read_to_the_end
from measures.models import (
    Claim,
    MatchQuestion,
    Measure,
    Party,
    PenaltyOrder,
    RegisterRow,
    RegisterRun,
    RowState,
)
from measures.operations.registers import start_run
from subjects.models import Judgement, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject

pytestmark = pytest.mark.django_db
PAGE = "/maatregelen/register/"
SAMPLE = Path(__file__).resolve().parents[2] / "demo" / "intake" / "maatregelenregister-2019-2026.xlsx"
HEADINGS = (
    "Soort maatregel", "Op", "Naam / bedrijf", "Geb.datum", "BSN/KvK", "Adres", "Reden", "Duur of bedrag",
    "Besluit", "Bekend gemaakt", "Ingang", "Einde", "Verbeurd", "Betaald", "Bezwaar", "Bijzonderheden",
)  # fmt: skip
DEALER = {
    "Soort maatregel": "Last onder dwangsom", "Op": "persoon", "Naam / bedrijf": "Kevin op den Dries",
    "Geb.datum": "27-10-1985", "BSN/KvK": "999990032", "Adres": "Plesmanweg 98a, 7607 GA Almelo",
    "Reden": "straathandel", "Duur of bedrag": "€ 5.000,- per overtreding", "Besluit": "4-5-2026",
    "Bekend gemaakt": "7-5-2026", "Ingang": "19-5-2026", "Verbeurd": "2x 5000", "Betaald": "€ 5.000",
}  # fmt: skip
HOUSE = {
    "Soort maatregel": "sluiting art. 13b", "Op": "woning", "Naam / bedrijf": "Chantal ter Horst",
    "Geb.datum": "16-3-1990", "Adres": "Plesmanweg 98a, 7607 GA Almelo", "Reden": "87 hennepplanten",
    "Duur of bedrag": "6 mnd", "Besluit": "1-9-2026", "Bekend gemaakt": "2-9-2026", "Ingang": "1-10-2026",
    "Bijzonderheden": "kinderen in woning",
}  # fmt: skip


def book(*rows: dict[str, str], headings: tuple[str, ...] = HEADINGS) -> bytes:
    out, made = io.BytesIO(), openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(name, "") for name in headings])
    made.save(out)
    return out.getvalue()


def read_in(tmp_path: Path, by: User, *rows: dict[str, str], **options: Any) -> dict[str, Any]:
    path = tmp_path / "register.xlsx"
    path.write_bytes(book(*rows))
    return command(path, by, **options)


def command(path: Path, by: User, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_measures", str(path), user=by.email, json=True, stdout=out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def measures(by: User) -> list[Measure]:
    with acting_as(by):
        return list(Measure.objects.visible_to(by).select_related("type").order_by("number"))


def test_a_row_becomes_a_measure_with_parties_dwangsom_and_claims(legal: User, tmp_path: Path) -> None:
    report = read_in(tmp_path, legal, DEALER, HOUSE)
    assert (report["seen"], report["made"], report["refused"]) == (2, 2, 0)
    order, closure = measures(legal)
    assert order.type.code == "penalty_street_dealing" and order.state == "ACTIVE"
    assert closure.type.code == "closure_opiumwet" and closure.state == "CLOSED"
    assert closure.ends_on == date(2027, 4, 1) and closure.months == 6
    with acting_as(legal):
        assert PenaltyOrder.objects.visible_to(legal).get(measure=order).amount == Decimal(5000)
        claims = list(Claim.objects.visible_to(legal).filter(measure=order).order_by("number"))
        assert [claim.balance for claim in claims] == [Decimal(0), Decimal(5000)]
        assert all(claim.day_estimated and claim.incurred_on == date(2026, 5, 19) for claim in claims)
        parties = Party.objects.visible_to(legal).filter(measure=order).select_related("subject")
        assert sorted((party.role, party.subject.label) for party in parties) == [
            ("OFFENDER", "Kevin op den Dries"),
            ("OTHER", "Plesmanweg 98a, 7607 GA Almelo"),
        ]
        # both rows speak of one house
        assert Subject.objects.visible_to(legal).filter(kind="PREMISES").count() == 1


def test_the_same_file_and_an_overlapping_file_change_nothing(legal: User, tmp_path: Path) -> None:
    read_in(tmp_path, legal, DEALER, HOUSE)
    again = read_in(tmp_path, legal, DEALER, HOUSE)
    assert (again["made"], again["known"]) == (0, 2)
    # other spelling of the same, and one new row
    other = DEALER | {"Soort maatregel": "LOD straathandel", "Bijzonderheden": "nagekeken"}
    over = read_in(tmp_path, legal, other, HOUSE | {"Besluit": "1-9-2020", "Bekend gemaakt": "2-9-2020"})
    assert (over["made"], over["known"]) == (1, 1)
    assert len(measures(legal)) == 3


def test_a_trial_writes_nothing_and_tells_the_same(legal: User, tmp_path: Path) -> None:
    trial = read_in(tmp_path, legal, DEALER, HOUSE, DEALER, {"Naam / bedrijf": "Jan"}, dry_run=True)
    assert measures(legal) == []
    real = read_in(tmp_path, legal, DEALER, HOUSE, DEALER, {"Naam / bedrijf": "Jan"})
    for name in ("seen", "made", "known", "refused", "ignored"):
        assert trial[name] == real[name], name


def test_a_trial_of_a_file_that_was_read_says_that_all_is_known(legal: User, tmp_path: Path) -> None:
    rows = (DEALER, HOUSE | {"Soort maatregel": "gesprek"})
    read_in(tmp_path, legal, *rows)
    trial = read_in(tmp_path, legal, *rows, DEALER | {"Bijzonderheden": "nagekeken"}, dry_run=True)
    assert (trial["made"], trial["known"], trial["refused"]) == (0, 3, 0), trial


def test_a_sheet_that_is_no_register_is_named(legal: User, tmp_path: Path, as_user: Any) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(DEALER)))
    sheet = made.create_sheet("Uitleg")
    sheet.append(["Kleur", "Smaak"])
    sheet.append(["rood", "zoet"])
    path = tmp_path / "twee.xlsx"
    made.save(path)
    assert command(path, legal, dry_run=True)["skipped"] == ["Uitleg: geen kolommen van maatregelen"]
    upload = SimpleUploadedFile("twee.xlsx", path.read_bytes())
    body = as_user(legal).post(PAGE, {"file": upload}, follow=True).content.decode()
    assert "Overgeslagen bladen: Uitleg" in body


def test_an_import_that_was_broken_off_goes_on_where_it_stood(
    legal: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [DEALER | {"Naam / bedrijf": f"Persoon Nummer{n}", "BSN/KvK": "", "Adres": ""} for n in range(6)]
    real, calls = running.do_row, []

    def killed(**kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(**kwargs)

    monkeypatch.setattr(running, "do_row", killed)
    with pytest.raises(KeyboardInterrupt):
        read_in(tmp_path, legal, *rows)
    assert len(measures(legal)) == 3
    with acting_as(legal):
        run = RegisterRun.objects.visible_to(legal).get()
    read_to_the_end(run.pk)
    read_to_the_end(run.pk)
    assert len(measures(legal)) == 6


def test_a_row_that_fails_waits_with_its_reason_and_is_mended(
    legal: User, as_user: Any, tmp_path: Path
) -> None:
    report = read_in(
        tmp_path, legal, DEALER | {"Besluit": "31-02-2026"}, HOUSE | {"Soort maatregel": "gesprek"}
    )
    assert report["refused"] == 2
    client = as_user(legal)
    here = f"{PAGE}{report['number']}/"
    body = client.get(f"{here}regels/").content.decode()
    assert "bestaat niet in de kalender" in body and "geen soort maatregel" in body and "gesprek" not in body
    with acting_as(legal):
        row = RegisterRow.objects.visible_to(legal).order_by("position").first()
        assert row is not None
    form = client.get(f"{here}regels/{row.pk}/").content.decode()
    assert 'value="31-02-2026"' in form and 'value="Kevin op den Dries"' in form
    filled = {"kind": "LOD straathandel", "name": "Kevin op den Dries", "decided_on": "ooit 3"}
    wrong = client.post(f"{here}regels/{row.pk}/", filled | {"act": "retry"})
    assert wrong.status_code == 422 and "geen datum" in wrong.content.decode()
    assert "ooit 3" in wrong.content.decode()
    right = client.post(
        f"{here}regels/{row.pk}/", filled | {"decided_on": "4-5-2026", "act": "retry"}, follow=True
    )
    assert "is nu maatregel" in right.content.decode()
    assert len(measures(legal)) == 1
    twice = client.post(f"{here}regels/{row.pk}/", filled | {"decided_on": "4-5-2026", "act": "retry"})
    assert twice.status_code == 422
    with acting_as(legal):
        other = RegisterRow.objects.visible_to(legal).filter(state=RowState.REFUSED).get()
    client.post(f"{here}regels/{other.pk}/", {"act": "aside", "why": "geen maatregel"})
    # and both stay dealt with when the same file comes again
    again = read_in(
        tmp_path, legal, DEALER | {"Besluit": "31-02-2026"}, HOUSE | {"Soort maatregel": "gesprek"}
    )
    assert (again["made"], again["known"]) == (0, 2)


def test_who_is_known_by_number_is_linked_and_who_looks_known_is_asked(
    legal: User, as_user: Any, tmp_path: Path
) -> None:
    with acting_as(SYSTEM, why="test"):
        for values in (
            {"name": "K. op den Dries", "bsn": "999990032"},
            {"name": "Chantal ter Horst", "birth_date": "1990-03-16"},
        ):
            register_subject(
                by=None,
                new=NewSubject(
                    kind="PERSON",
                    owner=legal.organisation,
                    facts=[NewFact(code, value) for code, value in values.items()],
                    source=Source(kind="REGISTER", number="BRP", reliability="A", credibility="1"),
                    also_for=("LEGAL",),
                ),
            )
    report = read_in(tmp_path, legal, DEALER, HOUSE)
    assert report["questions"] == 1
    with acting_as(legal):
        persons = Subject.objects.visible_to(legal).filter(kind="PERSON")
        assert persons.count() == 3  # Kevin is the known one; Chantal is new, with a question
        question = MatchQuestion.objects.visible_to(legal).get()
    client = as_user(legal)
    body = client.get(f"{PAGE}{report['number']}/").content.decode()
    assert "Is dit dezelfde? (1)" in body and "Chantal ter Horst" in body
    answer = f"{PAGE}{report['number']}/vraag/{question.pk}/"
    client.post(answer, {"verdict": "SAME"})
    client.post(answer, {"verdict": "DIFFERENT"})
    with acting_as(legal):
        assert [row.verdict for row in Judgement.objects.visible_to(legal)] == ["SAME"]
    assert "Is dit dezelfde? (0)" in client.get(f"{PAGE}{report['number']}/").content.decode()


def test_a_number_with_another_name_is_asked_and_not_linked(legal: User, tmp_path: Path) -> None:
    shop = {"Op": "bedrijf", "BSN/KvK": "KvK 34567890", "Soort maatregel": "LOB", "Besluit": "1-2-2026"}
    read_in(
        tmp_path, legal, shop | {"Naam / bedrijf": "Café De Hoek"}, shop | {"Naam / bedrijf": "Salon Bella"}
    )
    with acting_as(legal):
        assert Subject.objects.visible_to(legal).filter(kind="ORGANISATION").count() == 2


def test_what_the_register_says_of_bezwaar_makes_nothing_onherroepelijk(legal: User, tmp_path: Path) -> None:
    past = {"Besluit": "1-2-2020", "Bekend gemaakt": "2-2-2020"}
    read_in(
        tmp_path,
        legal,
        DEALER | past | {"Bezwaar": "lopend"},
        HOUSE | past | {"Bezwaar": "gegrond, ingetrokken", "Ingang": "", "Duur of bedrag": ""},
        HOUSE | past | {"Naam / bedrijf": "Ander Mens", "Ingang": "1-3-2020"},
    )
    running, revoked, over = measures(legal)
    assert running.irrevocable_on is None and running.register_remedy == "RUNNING"
    assert revoked.state == "WITHDRAWN" and revoked.ended_on is None
    assert over.state == "COMPLETED" and over.irrevocable_on is not None and over.ends_on == date(2020, 9, 1)


def test_an_unknown_column_goes_along_with_the_measure(legal: User, tmp_path: Path, as_user: Any) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(book(DEALER | {"Wijkagent": "B. Bakker"}, headings=(*HEADINGS, "Wijkagent")))
    report = command(path, legal)
    assert "Wijkagent" not in report["mapping"]
    made = measures(legal)[0]
    assert "Wijkagent: B. Bakker" in as_user(legal).get(made.address).content.decode()


def test_the_sample_register_is_read_without_a_row_lost(legal: User) -> None:
    report = command(SAMPLE, legal)
    assert (report["seen"], report["made"], report["refused"]) == (120, 120, 0)
    found = measures(legal)
    assert len(found) == 120 and all(row.from_register for row in found)
    assert {row.state for row in found} >= {"WARNED", "COMPLETED", "ACTIVE", "CLOSED", "WITHDRAWN"}


def test_who_may_not_import_gets_nothing(analyst: User, legal: User, tmp_path: Path, as_user: Any) -> None:
    with pytest.raises(CommandError, match="Jurist"):
        read_in(tmp_path, analyst, DEALER)
    assert as_user(analyst).get(PAGE).status_code == 403
    with pytest.raises(CommandError, match="geen actieve gebruiker"):
        call_command("import_measures", str(SAMPLE), user="niemand@almelo.demo")


def test_without_a_name_the_only_jurist_imports(legal: User, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    shutil.copy(SAMPLE, path)
    out = io.StringIO()
    call_command("import_measures", str(path), dry_run=True, stdout=out)
    assert "120  regels gelezen" in out.getvalue()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"niets"])
def test_a_file_that_is_no_list_is_told_at_its_field(legal: User, as_user: Any, content: bytes) -> None:
    response = as_user(legal).post(PAGE, {"file": SimpleUploadedFile("x.xlsx", content)})
    assert response.status_code == 422
    assert "field__error" in response.content.decode()


def test_the_pages_from_upload_to_result(legal: User, as_user: Any) -> None:
    client = as_user(legal)
    upload = SimpleUploadedFile("oud.xlsx", book(DEALER, HOUSE, {"Naam / bedrijf": "Jan"}))
    preview = client.post(PAGE, {"file": upload}, follow=True).content.decode()
    assert "Begrijpen we de kolommen goed?" in preview and "Kevin op den Dries" in preview
    with acting_as(legal):
        run = RegisterRun.objects.visible_to(legal).get()
    fields = {f"kolom-{n}": run.mapping.get(heading, "") for n, heading in enumerate(run.headings)}
    wrong = client.post(run.address, fields | {"kolom-0": "", "act": "start"})
    assert wrong.status_code == 422 and "soort maatregel staat" in wrong.content.decode()
    assert client.post(run.address, fields | {"act": "map"}).status_code == 302
    with acting_as(legal):
        start_run(by=legal, run=run, at_once=True)
    read_to_the_end(run.pk)
    body = client.get(run.address).content.decode()
    assert "Ingelezen" in body and "Er staat geen soort maatregel." in body
    for listed in ("foutenbak", "gemaakt", "bekend", "geen", "terzijde"):
        assert client.get(f"{run.address}regels/?lijst={listed}").status_code == 200
    assert client.get(f"{run.address}regels/?lijst=x").status_code == 404
    assert client.get(PAGE).status_code == 200
    assert clock.today() == date.today()
