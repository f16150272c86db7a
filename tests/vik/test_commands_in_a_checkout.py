"""Commands work beside a demo and in a bare checkout, without anybody setting up an environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vik.local.commands import complete_environment, keep_environment

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BARE = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, input=text, env=BARE, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_text_is_read_without_any_setting() -> None:
    answer = run("extract", "-", text="Kenteken 12-ABC-3 stond bij de loods.")
    assert answer.returncode == 0
    assert [mark["value"] for mark in json.loads(answer.stdout)] == ["12ABC3"]


def test_every_command_explains_itself_without_any_setting() -> None:
    for command in (
        "match_pairs",
        "import_signals",
        "import_m",
        "audit_verify",
        "rotate_keys",
        "rebuild_acl",
    ):
        answer = run(command, "--help")
        assert (command, answer.returncode) == (command, 0)
        assert "usage" in answer.stdout


def test_beside_a_demo_a_command_uses_that_demo(tmp_path: Path) -> None:
    keep_environment(
        tmp_path, {"VIK_SECRET_KEY": "of the demo", "DATABASE_URL": "postgresql:///demo", "PATH": "/nowhere"}
    )
    assert (tmp_path / "environment.json").stat().st_mode & 0o777 == 0o600
    environment = {"VIK_STATE": str(tmp_path)}
    complete_environment(["manage.py", "audit_verify"], environment)
    assert environment["VIK_SECRET_KEY"] == "of the demo"
    assert "PATH" not in environment


def test_where_settings_are_given_nothing_is_filled_in() -> None:
    environment = {"VIK_SECRET_KEY": "of the server"}
    complete_environment(["manage.py", "extract", "-"], environment)
    assert environment == {"VIK_SECRET_KEY": "of the server"}


def test_a_command_that_needs_data_is_not_given_throw_away_secrets(tmp_path: Path) -> None:
    environment = {"VIK_STATE": str(tmp_path)}
    complete_environment(["manage.py", "import_m", "report.eml"], environment)
    assert "VIK_SECRET_KEY" not in environment
