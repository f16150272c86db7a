"""``manage.py deadline`` answers from the list of this installation, and says in Dutch what is wrong."""

import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from reference.management.commands import deadline
from reference.models import FreeDay
from reference.operations import shipped_free_days

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def ask(*words: str) -> str:
    out = StringIO()
    call_command("deadline", *words, stdout=out)
    return out.getvalue()


def test_the_answer_for_a_machine_and_for_a_person() -> None:
    answer = json.loads(ask("bezwaar", "2026-03-24", "--json"))
    assert (answer["end"], answer["article"]) == ("2026-05-06", "Awb 6:7 en 6:8; Atw 1")
    assert "Bevrijdingsdag" in answer["explanation"]
    assert ask("sluiting-maanden:6", "2026-11-23").startswith("2027-05-23")


def test_a_free_day_of_the_own_list_counts() -> None:
    assert ask("aanmaning", "2026-11-10").startswith("2026-11-24")
    FreeDay(code="kb-proef", label="Proef", day=date(2026, 11, 24)).save()
    assert ask("aanmaning", "2026-11-10").startswith("2026-11-25")


def test_without_a_database_the_shipped_days_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> frozenset[date]:
        raise OperationalError

    monkeypatch.setattr(deadline, "free_days", away)
    assert ask("bezwaar", "2026-04-03").startswith("2026-05-18")
    assert date(2027, 5, 7) in shipped_free_days()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("onzin", "2026-11-23"), "Deze termijn bestaat niet"),
        (("bezwaar", "2026-02-30"), "is geen dag"),
        (("bezwaar", "morgen"), "is geen dag"),
        (("bezwaar", "9999-12-30"), "voorbij de kalender"),
        (("sluiting-maanden:x", "2026-11-23"), "geen aantal"),
    ],
)
def test_what_is_wrong_is_said(words: tuple[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as wrong:
        ask(*words)
    assert wrong.value.returncode == 2


@pytest.mark.slow
def test_a_bare_checkout_answers_without_any_setting(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "deadline", "bezwaar", "2026-04-03", "--json"]
    bare = subprocess.run(command, env={}, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(bare.stdout)["end"] == "2026-05-18"
    wrong = subprocess.run([*command[:3], "onzin", "2026-04-03"], env={}, capture_output=True, check=False)
    assert wrong.returncode == 2
