"""Persons of the register come in once, with history and family, and nothing is lost silently."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import User
from subjects.intake.batch import Batch
from subjects.intake.importing import import_persons
from subjects.intake.lo3 import Reading, read_persons
from subjects.intake.rows import NotLo3
from subjects.models import Relation, Statement, Subject

pytestmark = pytest.mark.django_db
OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "persons" / "gba-v-testset-deel-a.csv"
HEADING = (
    ";01.01.10;01.01.20;01.02.10;01.02.30;01.02.40;01.03.10;01.03.20;01.03.30;01.04.10;01.61.10;01.85.10;"
    "02.01.10;02.02.10;02.02.40;02.03.10;05.02.10;05.02.30;05.02.40;05.03.10;05.06.10;05.07.10;"
    "08.10.30;08.11.10;08.11.20;08.11.30;08.11.40;08.11.60;08.11.70;08.13.10;08.13.20;08.13.30;"
    "09.01.10;09.02.10;09.02.40;09.03.10;04.05.10"
)
COLUMNS = HEADING.split(";")


def line(**cells: str) -> str:
    """A row by element: ``c01_02_40="Jansen"``; ``mark`` begins a person."""
    values = {name[1:].replace("_", "."): value for name, value in cells.items() if name != "mark"}
    return ";".join([cells.get("mark", ""), *(values.get(name, "") for name in COLUMNS[1:])])


FILE = [
    HEADING,
    line(
        mark="P1", c01_01_10="1000000001", c01_01_20="999990019", c01_02_10="Özgür", c01_02_30="van der",
        c01_02_40="Véén", c01_03_10="19680000", c01_03_20="0141", c01_03_30="6030", c01_04_10="M", c01_61_10="N",
        c01_85_10="20100101", c02_02_10="Anna", c02_02_40="Bakker", c02_03_10="19400101", c05_02_10="Elif",
        c05_02_40="Demir", c05_03_10="19700202", c05_06_10="19950303", c08_10_30="20150808",
        c08_11_10="Windslaan", c08_11_20="0062", c08_11_30="A", c08_11_60="7602GH", c08_11_70="Almelo",
        c09_01_10="1000000002", c09_02_10="Jan", c09_02_40="Véén", c09_03_10="19960101", c04_05_10="0001",
    ),
    line(
        c01_02_40="Veen", c01_85_10="19680101", c05_02_10="Elif", c05_02_40="Demir", c05_03_10="19700202",
        c05_07_10="20010101", c08_10_30="19990101", c08_11_10="Haven", c08_11_20="1",
    ),
    line(c08_13_10="6029", c08_13_20="19900101", c08_13_30="Hauptstraße 1"),
    line(mark="P2", c01_01_10="1000000002", c01_02_10="Jan", c01_02_40="Véén", c01_03_10="19960101"),
    line(mark="P3", c01_01_20="123456789", c01_02_10="Zonder", c01_02_40="Nummer", c01_03_10="19800231"),
]  # fmt: skip


def bring_in(by: User, lines: list[str] = FILE) -> Any:
    return import_persons(by=by, lines=lines)


def values(by: User, label: str) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    with acting_as(by):
        subject = next(row for row in Subject.objects.visible_to(by) if row.label.startswith(label))
        for row in Statement.objects.filter(subject=subject).visible_to(by).order_by("id"):
            found.setdefault(row.fact, []).append((row.value, row.since, row.until))
    return found


def test_a_person_comes_in_with_incomplete_birth_prefix_and_history(coordinator: User) -> None:
    bring_in(coordinator)
    said = values(coordinator, "Özgür")
    assert said["birth_date"] == [("1968-00-00", "2010-01-01", "")]
    assert said["prefix"] == [("van der", "2010-01-01", "")]
    assert said["surname"] == [("Véén", "2010-01-01", ""), ("Veen", "1968-01-01", "2010-01-01")]
    assert said["birth_place"] == [("gemeente 0141", "2010-01-01", "")]
    assert said["address"] == [
        ("Windslaan 62A, 7602 GH Almelo", "2015-08-08", ""),
        ("Haven 1", "1999-01-01", "2015-08-08"),
        ("Hauptstraße 1, land 6029", "1990-01-01", "1999-01-01"),
    ]
    assert said["name_in_use"] == [("Özgür van der Véén-Demir", "", "")]
    assert "nationality" not in said


def test_family_is_related_to_who_is_in_the_file_and_to_who_is_not(coordinator: User) -> None:
    report = bring_in(coordinator)
    assert (report.persons, report.made, report.related, report.relations) == (3, 3, 2, 3)
    ((column, cells, reason),) = report.left_out()
    assert (column[:8], cells) == ("04.05.10", 1)
    assert reason
    with acting_as(coordinator):
        rows = Relation.objects.visible_to(coordinator).select_related("subject", "other")
        told = {(row.subject.label, row.kind, row.other.label, row.since, row.until) for row in rows}
    assert ("Anna Bakker", "PARENT", "Özgür van der Véén-Demir", "", "") in told
    assert ("Özgür van der Véén-Demir", "PARENT", "Jan Véén", "", "") in told
    partner = next(row for row in told if row[1] == "PARTNER")
    assert partner[3:] == ("1995-03-03", "2001-01-01")


def test_again_changes_nothing_and_a_longer_file_adds_only_the_new(coordinator: User) -> None:
    bring_in(coordinator)
    again = bring_in(coordinator)
    assert (again.made, again.known, again.related, again.relations) == (0, 3, 0, 0)
    more = bring_in(coordinator, [*FILE, line(mark="P4", c01_01_10="1000000004", c01_02_40="Nieuw")])
    assert (more.made, more.known) == (1, 3)


def test_who_came_in_as_a_relative_is_completed_by_his_own_row(coordinator: User) -> None:
    """The file comes in two halves: a parent of the first stands in the second."""
    parent = line(mark="P9", c01_01_10="1000000009", c01_01_20="999990032", c01_02_10="Anna", c01_02_40="Bakker",
                  c01_03_10="19400101", c08_10_30="20010101", c08_11_10="Haven", c08_11_20="12")  # fmt: skip
    child = line(mark="P8", c01_01_10="1000000008", c01_02_40="Bakker", c02_01_10="1000000009", c02_02_10="Anna",
                 c02_02_40="Bakker", c02_03_10="19400101")  # fmt: skip
    first = bring_in(coordinator, [HEADING, child])
    assert (first.made, first.related) == (1, 1)
    second = bring_in(coordinator, [HEADING, parent])
    assert (second.made, second.known, second.completed) == (0, 1, 1)
    assert values(coordinator, "Anna")["address"] == [("Haven 12", "2001-01-01", "")]
    assert values(coordinator, "Anna")["bsn"] == [("999990032", "", "")]
    assert bring_in(coordinator, [HEADING, parent]).completed == 0


def test_two_strangers_with_one_name_and_birth_date_are_not_tied(coordinator: User) -> None:
    rows = [
        line(mark=f"P{n}", c01_01_10=f"100000001{n}", c01_02_40="Jansen", c02_02_10="Jan", c02_02_40="Smit",
             c02_03_10="19500000")
        for n in (1, 2)
    ]  # fmt: skip
    assert bring_in(coordinator, [HEADING, *rows]).related == 2


def test_what_cannot_be_read_is_told_with_its_line_and_without_the_value(coordinator: User) -> None:
    report = bring_in(coordinator)
    assert [row[0] for row in report.problems] == [6, 6]
    assert "123456789" not in str(report.problems)
    said = values(coordinator, "Zonder")
    assert said["surname"] == [("Nummer", "", "")]
    # What can't be a BSN is kept as what it is, and finds nobody.
    assert said["doubtful_bsn"] == [("123456789", "", "")]


def test_a_home_becomes_a_place_with_everybody_who_lived_there(coordinator: User) -> None:
    home = {"c08_10_30": "20150808", "c08_11_10": "Windslaan", "c08_11_20": "62", "c08_11_60": "7602GH",
            "c08_11_70": "Almelo"}  # fmt: skip
    rows = [
        line(mark=f"P{n}", c01_01_10=f"100000003{n}", c01_02_10=name, c01_02_40="Smit", **home)
        for n, name in ((1, "Jan"), (2, "Anna"))
    ]
    for times in (1, 2):
        report = bring_in(coordinator, [HEADING, *rows])
        assert (report.premises, report.stays) == ((1, 2) if times == 1 else (0, 0))
    with acting_as(coordinator):
        stays = Relation.objects.visible_to(coordinator).select_related("subject", "other")
        told = {(row.subject.label, row.kind, row.other.label, row.since) for row in stays}
    assert told == {
        ("Jan Smit", "REGISTERED", "Windslaan 62, Almelo", "2015-08-08"),
        ("Anna Smit", "REGISTERED", "Windslaan 62, Almelo", "2015-08-08"),
    }


def test_every_filled_cell_is_kept_or_named_in_the_report(coordinator: User) -> None:
    report = bring_in(coordinator, [f"{HEADING};77.01.10", *(f"{row};raar" for row in FILE[1:])])
    told = report.as_json()["cells"]
    assert isinstance(told, dict)
    parts = {name: count for name, count in told.items() if name != "filled"}
    assert told["filled"] == sum(parts.values())
    assert report.reading.unknown == {"77.01.10": 5}


def test_a_trial_counts_what_the_import_then_does(coordinator: User) -> None:
    trial = import_persons(by=coordinator, lines=FILE, store=False)
    with acting_as(coordinator):
        assert not Subject.objects.visible_to(coordinator).exists()
    assert trial.as_json() == bring_in(coordinator).as_json()


def test_a_house_of_which_an_earlier_batch_knew_only_the_object_stays_one_house(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subjects.intake.importing.BATCH", 1)
    stay = ";08.11.80;08.11.90"
    house = {"c08_10_30": "20150808", "c08_11_10": "Haven", "c08_11_20": "12", "c08_11_60": "7607ES"}
    first = line(mark="P1", c01_01_10="1000000001", c01_02_40="Jansen", **house)
    second = line(mark="P2", c01_01_10="1000000002", c01_02_40="Bakker", **house)
    rows = [
        f"{HEADING}{stay}",
        f"{first};0141010000012345;",
        f"{second};0141010000012345;0141200000012345",
    ]
    trial = import_persons(by=coordinator, lines=rows, store=False)
    real = bring_in(coordinator, rows)
    assert (trial.premises, real.premises) == (1, 1)
    assert trial.as_json() == real.as_json()


def test_the_columns_may_stand_in_any_order(coordinator: User) -> None:
    history = line(c01_01_10="1000000001", c01_01_20="999990019", c01_02_40="Veen", c01_85_10="19680101")
    rows = [row.split(";") for row in [*FILE[:2], history, *FILE[2:]]]
    plain = read_all([";".join(row) for row in rows])
    turned = read_all([";".join([*row[7:], *row[:7]]) for row in rows])
    assert turned == plain
    assert len(plain[0]) == 3


def test_without_a_mark_a_row_with_the_same_number_is_history(coordinator: User) -> None:
    first = line(c01_01_10="1000000001", c01_01_20="999990019", c01_02_40="Bakker", c01_85_10="20100101")
    before = line(c01_01_20="999990019", c01_02_40="Jansen", c01_85_10="19680101")
    other = line(c01_01_10="1000000002", c01_02_40="Smit")
    people, _ = read_all([row.partition(";")[2] for row in (HEADING, first, before, other)])
    assert [[one.value for one in said if one.fact == "surname"] for said in people] == [
        ["Bakker", "Jansen"],
        ["Smit"],
    ]


def read_all(lines: list[str]) -> tuple[list[list[Any]], dict[str, int]]:
    reading = Reading()
    people = [person.said for person in read_persons(lines, reading)]
    return people, dict(reading.kept + reading.left_out + reading.empty + reading.unknown)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_in_the_encodings_in_which_it_is_sent(
    coordinator: User, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "personen.csv"
    path.write_bytes("\r\n".join(FILE).encode(encoding))
    call_command("import_persons", str(path), user=coordinator.email, stdout=io.StringIO())
    assert values(coordinator, "Özgür")["surname"][0][0] == "Véén"


def test_a_run_that_broke_off_is_completed_by_the_next(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Batch, chunk: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Batch, "surroundings", broken)
        bring_in(coordinator)
    report = bring_in(coordinator)
    assert (report.made, report.known, report.related, report.relations) == (0, 3, 2, 3)
    assert bring_in(coordinator).relations == 0


def test_only_who_may_import_does(analyst: User, reporter: User) -> None:
    for user in (analyst, reporter):
        with pytest.raises(Denied):
            bring_in(user)


def test_the_command_reports_and_a_trial_stores_nothing(coordinator: User, tmp_path: Path) -> None:
    path = tmp_path / "personen.csv"
    path.write_text("\n".join(FILE), encoding="utf-8")
    out = io.StringIO()
    call_command("import_persons", str(path), user=coordinator.email, dry_run=True, json=True, stdout=out)
    assert json.loads(out.getvalue())["made"] == 3
    with acting_as(coordinator):
        assert not Subject.objects.visible_to(coordinator).exists()
    call_command("import_persons", str(path), user=coordinator.email, stdout=out)
    assert "3 personen gelezen: 3 nieuw" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("import_persons", str(tmp_path / "weg.csv"), user=coordinator.email)
    (tmp_path / "anders.csv").write_text("naam;adres\nx;y")
    with pytest.raises(CommandError, match="BRP"):
        call_command("import_persons", str(tmp_path / "anders.csv"), user=coordinator.email)


@pytest.mark.slow
@pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official test persons stand beside the project, not in it"
)
def test_the_official_test_persons_come_in_without_loss(coordinator: User) -> None:
    lines = OFFICIAL.read_text(encoding="utf-8").splitlines()
    report = bring_in(coordinator, lines)
    assert report.persons == 344
    assert report.made == 344
    cells = report.as_json()["cells"]
    assert isinstance(cells, dict)
    assert cells["filled"] == sum(count for name, count in cells.items() if name != "filled") > 40_000
    assert (cells["unknown"], cells["in_refused_rows"]) == (0, 0)
    with acting_as(coordinator):
        family = Relation.objects.filter(withdrawn_at=None).visible_to(coordinator).exclude(kind="REGISTERED")
        assert family.count() == report.relations > 500
    again = bring_in(coordinator, lines)
    assert (again.made, again.known, again.relations) == (0, 344, 0)


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=6))
def test_the_reader_takes_any_cells(rows: list[list[str]]) -> None:
    lines = [HEADING, *(";".join(cell.replace("\n", " ").replace('"', "") for cell in row) for row in rows)]
    for person in read_persons(lines, Reading()):
        assert person.line > 1


@given(st.text(max_size=80))
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    try:
        list(read_persons(text.splitlines(), Reading()))
    except NotLo3 as problem:
        assert "BRP" in str(problem)
