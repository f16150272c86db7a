"""From a bare Python: what is missing is said in a sentence, what is there is not made again."""

import ast
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from vik.local import bootstrap

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project with one lock file and no environment."""
    (tmp_path / "requirements.txt").write_text("nothing==1\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def commands(folder, monkeypatch):
    """What the bootstrap runs; it finds that everything works."""
    ran = []

    def run(command, **_):
        ran.append([str(part) for part in command])
        if "venv" in command:
            python = folder / ".venv" / "bin" / "python"
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    return ran


def test_the_first_start_makes_the_environment_and_checks_every_hash(commands):
    bootstrap.prepare(["requirements.txt"])
    made, installed = commands
    assert "venv" in made
    assert {"--require-hashes", "--no-deps"} <= set(installed)  # the lock alone says what comes in


def test_the_second_start_installs_nothing(commands):
    bootstrap.prepare(["requirements.txt"])
    commands.clear()
    bootstrap.prepare(["requirements.txt"])
    assert commands == []


def test_a_changed_lock_file_is_installed_into_the_same_environment(commands, folder):
    bootstrap.prepare(["requirements.txt"])
    commands.clear()
    (folder / "requirements.txt").write_text("nothing==2\n")
    bootstrap.prepare(["requirements.txt"])
    assert ["install" in command for command in commands] == [False, True]
    assert not any("venv" in command for command in commands)


def test_a_broken_off_installation_is_done_again(commands, folder, monkeypatch):
    good = bootstrap.subprocess.run

    def broken(command, **options):
        done = good(command, **options)
        return subprocess.CompletedProcess(command, 1) if "install" in command else done

    monkeypatch.setattr(bootstrap.subprocess, "run", broken)
    with pytest.raises(SystemExit, match="Installing the packages failed"):
        bootstrap.prepare(["requirements.txt"])
    monkeypatch.setattr(bootstrap.subprocess, "run", good)
    commands.clear()
    bootstrap.prepare(["requirements.txt"])
    assert any("install" in command for command in commands)


def test_a_missing_venv_module_is_said_with_what_to_do(folder, monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.prepare(["requirements.txt"])


@pytest.mark.parametrize("name", ["demo", "test"])
def test_an_old_python_can_read_the_script_and_say_what_it_misses(name):
    source = (ROOT / "script" / name).read_text()
    ast.parse(source, feature_version=(3, 4))
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = sys.argv[1:];"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, ROOT / "script" / name],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "/nowhere"},
    )
    assert told.returncode == 1
    assert told.stderr.startswith("VIK needs Python 3.11 or newer; this is Python 3.9")


def test_the_stamp_knows_the_python_it_was_made_for(folder):
    bare = hashlib.sha256((folder / "requirements.txt").read_bytes()).hexdigest()
    assert bootstrap._fingerprint(["requirements.txt"]) != bare
