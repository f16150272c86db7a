"""Whatever is done to the log, audit_verify and the stand-alone verifier find it, and find the same."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as project
from django.core.management import CommandError, call_command

from audit import checkpoints
from audit.chain import COLUMNS, SENTENCES
from audit.models import Action
from audit.record import record_event
from tests.audit.owner import TABLE, Owner

pytestmark = pytest.mark.django_db

SCRIPT = Path(project.BASE_DIR) / "script" / "verify-audit"
FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
QUIET = date(2026, 3, 4)
# Another value of the same type for every column, as a forger would choose it.
FORGERIES = {
    "day": "DATE '2026-02-27'",
    "seq": "99",
    "prev": "sha256('x')",
    "id": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "actor_id": "NULL",
    "actor_label": "'J. de Wit'",
    "roles": "'{}'",
    "organisation": "'twenterand'",
    "action": "'LIST'",
    "record_type": "'mreports.mreport'",
    "record_id": "'elsewhere'",
    "shown": "'{s-9}'",
    "regime": "'{WPG}'",
    "result": "'DENIED'",
    "reason": "'x'",
    "purpose": "''",
    "context": "'zoeken'",
    "address": "'192.0.2.9'",
    "session": "'x'",
    "request_id": "'x'",
    "details": "'{}'",
    "hash": "sha256('x')",
}


@pytest.fixture
def history(empty_log: Owner, checkpoint_folder: Path) -> Owner:
    """Three days of lines, signed three times a day while they grew, as in real life."""
    for day in (FIRST, SECOND, THIRD):
        for hour in (10, 14, 23):
            empty_log.invent(day, 3)
            with time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False):
                checkpoints.write_checkpoint()
    with time_machine.travel(datetime(2026, 3, 4, 1, tzinfo=UTC), tick=False):
        checkpoints.write_checkpoint()
    return empty_log


def verify(*options: str) -> dict[str, Any]:
    """What audit_verify says."""
    out = StringIO()
    code = 0
    try:
        call_command("audit_verify", "--json", *options, stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    report: dict[str, Any] = json.loads(out.getvalue())
    assert (code == 0) is report["ok"]
    return report


def export(tmp_path: Path, name: str = "export.jsonl") -> Path:
    """An export made at the end of the history, before today's own lines."""
    target = tmp_path / name
    target.unlink(missing_ok=True)
    from audit.export import write_export

    with target.open("w", encoding="utf-8", newline="\n") as file:
        write_export(file)
    return target


def stand_alone(file: Path, *options: str, python: tuple[str, ...] = ()) -> tuple[int, str]:
    """What the script says, in a process that knows nothing of VIK."""
    key = checkpoints.public_text(checkpoints.private_key().public_key())
    found = subprocess.run(
        [sys.executable, *python, SCRIPT, file, checkpoints.path(), "--public-key", key, *options],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": os.environ["PATH"]},
    )
    assert "Traceback" not in found.stderr
    return found.returncode, found.stdout


def both(tmp_path: Path) -> set[str]:
    """The kinds of findings, after checking that both verifiers found the same."""
    inside = verify()
    code, out = stand_alone(export(tmp_path), "--json")
    outside = json.loads(out)
    assert code == (0 if outside["ok"] else 1)
    assert (outside["counts"], outside["problems"]) == (inside["counts"], inside["problems"])
    assert (outside["lines"], outside["days"], outside["checkpoints"]) == (
        inside["lines"],
        inside["days"],
        inside["checkpoints"],
    )
    return set(inside["counts"])


def test_an_untouched_log_is_in_order(history: Owner, tmp_path: Path) -> None:
    assert both(tmp_path) == set()
    out = StringIO()
    call_command("audit_verify", stdout=out)
    assert out.getvalue() == "27 regels op 3 dagen en 10 controlepunten nagekeken: alles klopt.\n"


@pytest.mark.parametrize(
    ("column", "seq"), [*((column, 5) for column in FORGERIES), ("actor_id", 1), ("actor_id", 9)]
)
def test_a_changed_value_in_any_column_is_found(
    column: str, seq: int, history: Owner, tmp_path: Path
) -> None:
    with history.unguarded():
        history.run(
            f"UPDATE {TABLE} SET {column} = {FORGERIES[column]} WHERE day = %s AND seq = %s", SECOND, seq
        )
    assert "CHANGED" in both(tmp_path)


def test_every_column_has_its_forgery() -> None:
    assert set(FORGERIES) == set(COLUMNS) - {"version"} | {"hash"}


def change_and_rehash(owner: Owner) -> None:
    owner.run(f"UPDATE {TABLE} SET actor_id = 8 WHERE day = %s AND seq = 4", SECOND)
    owner.run(
        f"UPDATE {TABLE} e SET hash = sha256(convert_to(audit_canonical(e), 'UTF8')) "
        "WHERE day = %s AND seq = 4",
        SECOND,
    )


def change_and_rechain(owner: Owner) -> None:
    owner.run(f"UPDATE {TABLE} SET actor_id = 8 WHERE day = %s AND seq = 4", SECOND)
    owner.rechain(SECOND, 4)


def delete_and_renumber(owner: Owner) -> None:
    owner.run(f"DELETE FROM {TABLE} WHERE day = %s AND seq = 4", SECOND)
    for seq in range(5, 10):
        owner.run(f"UPDATE {TABLE} SET seq = %s WHERE day = %s AND seq = %s", seq - 1, SECOND, seq)
    owner.rechain(SECOND, 4)


def swap(owner: Owner) -> None:
    for old, new in ((4, 99), (5, 4), (99, 5)):
        owner.run(f"UPDATE {TABLE} SET seq = %s WHERE day = %s AND seq = %s", new, SECOND, old)


def insert_between(owner: Owner) -> None:
    for seq in range(9, 4, -1):
        owner.run(f"UPDATE {TABLE} SET seq = %s WHERE day = %s AND seq = %s", seq + 1, SECOND, seq)
    owner.run(
        f"CREATE TEMPORARY TABLE extra AS SELECT * FROM {TABLE} WHERE day = '2026-03-02' AND seq = 4;"
        f"UPDATE extra SET seq = 5, id = gen_random_uuid(); INSERT INTO {TABLE} SELECT * FROM extra"
    )


def let_the_database_lie(owner: Owner) -> None:
    """Keep the old form of one line, and let the owner's function give that."""
    owner.run(
        f"CREATE TEMPORARY TABLE kept AS SELECT audit_canonical(e) AS text FROM {TABLE} e "
        "WHERE day = '2026-03-02' AND seq = 4"
    )
    owner.run(f"UPDATE {TABLE} SET actor_id = 8 WHERE day = %s AND seq = 4", SECOND)


TAMPERINGS: dict[str, tuple[Callable[[Owner], Any], set[str]]] = {
    "a line is changed and its hash made right": (change_and_rehash, {"BROKEN_LINK"}),
    "a line is changed and all after it made right": (change_and_rechain, {"NOT_AS_SIGNED"}),
    "a line is deleted": (
        lambda owner: owner.run(f"DELETE FROM {TABLE} WHERE day = %s AND seq = 4", SECOND),
        {"GAP"},
    ),
    "the first line is deleted": (
        lambda owner: owner.run(f"DELETE FROM {TABLE} WHERE day = %s AND seq = 1", SECOND),
        {"GAP"},
    ),
    "a line is deleted and the rest renumbered": (delete_and_renumber, {"NOT_AS_SIGNED", "TAIL_MISSING"}),
    "the end of a day is cut off": (
        lambda owner: owner.run(f"DELETE FROM {TABLE} WHERE day = %s AND seq > 7", SECOND),
        {"TAIL_MISSING"},
    ),
    "the end of the last day is cut off": (
        lambda owner: owner.run(f"DELETE FROM {TABLE} WHERE day = %s AND seq > 7", THIRD),
        {"TAIL_MISSING"},
    ),
    "a whole day is deleted": (
        lambda owner: owner.run(f"DELETE FROM {TABLE} WHERE day = %s", SECOND),
        {"DAY_MISSING"},
    ),
    "the last day is deleted": (
        lambda owner: owner.run(f"DELETE FROM {TABLE} WHERE day = %s", THIRD),
        {"DAY_MISSING"},
    ),
    "everything is deleted": (lambda owner: owner.run(f"DELETE FROM {TABLE}"), {"DAY_MISSING"}),
    "two lines change places": (swap, {"CHANGED", "BROKEN_LINK"}),
    "a line is put between others": (
        insert_between,
        {"CHANGED", "BROKEN_LINK", "NOT_AS_SIGNED", "ADDED_LATER"},
    ),
    "lines are added to a day that was over": (lambda owner: owner.invent(SECOND, 2), {"ADDED_LATER"}),
    "a day is invented": (lambda owner: owner.invent(date(2026, 2, 14), 2), {"DAY_UNSIGNED"}),
    "the database is made to lie about a line": (let_the_database_lie, {"CHANGED"}),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_by_the_owner_is_found(how: str, history: Owner, tmp_path: Path) -> None:
    tamper, expected = TAMPERINGS[how]
    with history.unguarded():
        tamper(history)
    found = both(tmp_path)
    assert expected <= found, how


def test_a_lying_database_function_fools_no_verifier(history: Owner, tmp_path: Path) -> None:
    source = history.ask("SELECT pg_get_functiondef('audit_canonical'::regproc)")
    with history.unguarded():
        let_the_database_lie(history)
        kept = history.ask("SELECT text FROM kept")
        history.run(
            "CREATE OR REPLACE FUNCTION audit_canonical(e audit_auditevent) RETURNS text LANGUAGE sql STABLE "
            f"AS $f$ SELECT $t${kept}$t$ $f$"
        )
        try:
            assert "CHANGED" in both(tmp_path)
        finally:
            history.run(source)


def test_lines_of_today_are_added_without_alarm(history: Owner, tmp_path: Path) -> None:
    record_event(Action.READ, record_id="today")
    assert both(tmp_path) == set()
    checkpoints.write_checkpoint()
    record_event(Action.READ, record_id="later")
    assert both(tmp_path) == set()


def test_only_the_asked_days_are_checked(history: Owner, tmp_path: Path) -> None:
    with history.unguarded():
        history.run(f"DELETE FROM {TABLE} WHERE day = %s", FIRST)
    assert verify("--from", "2026-03-02")["lines"] == 18
    assert verify("--from", "2026-03-02")["ok"]
    assert not verify("--from", "2026-03-01")["ok"]


@pytest.fixture
def lines(history: Owner) -> Any:
    """The checkpoints as text lines, and a way to put other ones in their place."""

    class Lines(list[bytes]):
        def save(self) -> None:
            checkpoints.path().write_bytes(b"".join(self))

    return Lines(checkpoints.path().read_bytes().splitlines(keepends=True))


def test_a_checkpoint_cannot_be_changed(lines: Any, tmp_path: Path) -> None:
    lines[4] = lines[4].replace(b'"seq":6', b'"seq":5')
    lines.save()
    assert both(tmp_path) == {"CHECKPOINT_FORGED", "CHECKPOINT_GAP"}


def test_a_checkpoint_cannot_be_left_out(lines: Any, tmp_path: Path) -> None:
    del lines[4]
    lines.save()
    assert both(tmp_path) == {"CHECKPOINT_GAP"}


def test_checkpoints_cannot_change_places(lines: Any, tmp_path: Path) -> None:
    lines[3], lines[4] = lines[4], lines[3]
    lines.save()
    assert "CHECKPOINT_GAP" in both(tmp_path)


def test_somebody_elses_key_signs_nothing(history: Owner, lines: Any, settings: Any, tmp_path: Path) -> None:
    old = project.VIK_CHECKPOINT_KEY
    settings.VIK_CHECKPOINT_KEY = "enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6eno="
    checkpoints.write_checkpoint()
    new = checkpoints.public_text(checkpoints.private_key().public_key())
    settings.VIK_CHECKPOINT_KEY = old
    assert both(tmp_path) == {"CHECKPOINT_FORGED"}
    assert verify("--public-key", new)["ok"]


@pytest.mark.parametrize("rubbish", [b"\n", b"[]\n", b"{}\n", b'"x"\n', b"\xff\xfe\n", b'{"signature":3}\n'])
def test_rubbish_in_the_file_is_told_and_nothing_more(rubbish: bytes, lines: Any, tmp_path: Path) -> None:
    lines.append(rubbish)
    lines.save()
    assert both(tmp_path) == {"CHECKPOINT_UNREADABLE"}


def test_without_checkpoints_the_report_says_what_it_could_not_see(history: Owner, tmp_path: Path) -> None:
    checkpoints.path().write_bytes(b"")
    assert both(tmp_path) == {"CHECKPOINTS_MISSING"}


def test_without_the_package_cryptography_the_hashes_are_still_checked(
    history: Owner, tmp_path: Path
) -> None:
    code, out = stand_alone(export(tmp_path), python=("-I", "-S"))
    assert code == 0
    assert "handtekeningen zijn NIET gecontroleerd" in out
    with history.unguarded():
        TAMPERINGS["a line is changed and its hash made right"][0](history)
    code, out = stand_alone(export(tmp_path), python=("-I", "-S"))
    assert code == 1
    assert SENTENCES["BROKEN_LINK"] in out


def test_checkpoints_of_after_the_export_are_no_reproach(history: Owner, tmp_path: Path) -> None:
    file = export(tmp_path)
    record_event(Action.READ, record_id="after")
    checkpoints.write_checkpoint()
    code, out = stand_alone(file)
    assert code == 0
    assert "zijn van na deze export" in out


def edit(file: Path, change: Callable[[list[bytes]], None]) -> Path:
    """An export with other lines."""
    rows = file.read_bytes().splitlines(keepends=True)
    change(rows)
    file.write_bytes(b"".join(rows))
    return file


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda rows: rows.pop(5), "GAP"),
        (lambda rows: rows.pop(), "TAIL_MISSING"),
        (lambda rows: rows.__setitem__(4, rows[4].replace(b"Broekhuis", b"Broekhuys")), "CHANGED"),
        (lambda rows: rows.__setitem__(4, b"{}\n"), "LINE_UNREADABLE"),
        (lambda rows: rows.__setitem__(slice(1, 19), rows[10:19] + rows[1:10]), "DAYS_OUT_OF_ORDER"),
        (lambda rows: rows.insert(5, rows[4]), "GAP"),
    ],
    ids=["line removed", "tail removed", "name changed", "line spoilt", "days exchanged", "line doubled"],
)
def test_an_export_that_was_edited_is_found(
    change: Callable[[list[bytes]], None], finding: str, history: Owner, tmp_path: Path
) -> None:
    code, out = stand_alone(edit(export(tmp_path), change), "--json")
    assert code == 1
    assert finding in json.loads(out)["counts"]


def test_an_export_is_on_record_and_readable_by_its_maker_only(history: Owner, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    out = StringIO()
    call_command("audit_export", str(target), stdout=out)
    assert out.getvalue() == "28 regels geschreven.\n"
    assert target.stat().st_mode & 0o777 == 0o600
    last = json.loads(target.read_text(encoding="utf-8").splitlines()[-1])["event"]
    assert dict(zip(COLUMNS, last, strict=True))["action"] == "EXPORT"
    with pytest.raises(CommandError, match="kan niet worden gemaakt"):
        call_command("audit_export", str(target))


def test_something_else_than_an_export_is_refused(history: Owner, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("hallo\n")
    assert stand_alone(wrong)[0] == 2
