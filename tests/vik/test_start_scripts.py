"""The real server's image and services start by the scripts that the demo uses too."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import connections

from vik.celery import app
from vik.local.valkey import Valkey
from vik.timetable import TIMETABLE

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SCRIPTS = ["beat", "demo", "migrate", "test", "web", "worker"]


def test_every_job_of_the_timetable_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in TIMETABLE.values()} - set(app.tasks) == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_started(name):
    assert os.access(ROOT / "script" / name, os.X_OK)


@pytest.mark.parametrize("name", ["beat", "migrate", "web", "worker"])
def test_a_shell_script_is_well_formed(name):
    checked = subprocess.run(
        ["bash", "-n", ROOT / "script" / name], check=False, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_ci_runs_what_a_developer_runs():
    assert "exec script/test" in (ROOT / ".ci" / "run").read_text()


def test_the_services_are_those_of_a_real_server():
    assert set(COMPOSE["services"]) == {"proxy", "web", "worker", "beat", "migrate", "db", "redis"}


def test_every_service_of_ours_starts_by_a_script_that_exists():
    ours = {
        name: service["command"][0] for name, service in COMPOSE["services"].items() if "build" in service
    }
    assert ours == {
        "web": "script/web",
        "worker": "script/worker",
        "beat": "script/beat",
        "migrate": "script/migrate",
    }


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["proxy"]


def test_only_the_migration_gets_the_owners_door():
    with_owner = [
        name
        for name, service in COMPOSE["services"].items()
        if "VIK_OWNER_DATABASE_URL" in service.get("environment", {})
    ]
    assert with_owner == ["migrate"]


def test_no_service_is_a_demo_or_a_test():
    assert "VIK_DEMO" not in str(COMPOSE)
    assert "VIK_TESTING" not in str(COMPOSE)


def test_every_variable_of_the_compose_file_stands_in_the_example():
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.M))
    assert wanted - named == set()


def test_every_variable_of_the_settings_is_given_or_has_a_default():
    required = set(re.findall(r'env\("(\w+)"\)', (ROOT / "vik" / "settings.py").read_text())) - {
        "VIK_OIDC_SECRET",
        "VIK_OIDC_URL",
    }
    assert required <= set(COMPOSE["services"]["web"]["environment"])


def test_locks_carry_hashes_and_no_address_of_a_registry():
    for name in ("requirements.txt", "requirements-local.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^[a-z0-9][^ \n]*==", text, re.M | re.I)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
        assert "http" not in text
        assert "index-url" not in text


@pytest.mark.skipif(
    shutil.which("docker") is None
    or subprocess.run(["docker", "compose", "version"], check=False, capture_output=True).returncode != 0,
    reason="this machine has no docker compose",
)
def test_docker_compose_accepts_the_file(tmp_path):
    example = (ROOT / ".env.example").read_text()
    filled = tmp_path / "env"
    filled.write_text(re.sub(r"^(\w+)=$", r"\1=x", example, flags=re.M))
    checked = subprocess.run(
        ["docker", "compose", "--env-file", filled, "config", "--quiet"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.slow
def test_migrate_and_beat_start_without_docker(tmp_path, django_db_setup, django_db_blocker):
    name = f"test_vik_scripts{os.getpid()}"
    with django_db_blocker.unblock(), connections["owner"].creation._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    doors = {
        door: os.environ[door].replace("@/vik?", f"@/{name}?")
        for door in ("DATABASE_URL", "VIK_AUDIT_DATABASE_URL", "VIK_OWNER_DATABASE_URL")
    }
    queue = Valkey(tmp_path / "valkey")
    queue.start()
    try:
        surroundings = os.environ | doors | {"REDIS_URL": queue.url, "VIK_WORKER_LOG": "INFO"}
        migrated = subprocess.run(
            [ROOT / "script" / "migrate"], env=surroundings, check=False, capture_output=True, text=True
        )
        assert migrated.returncode == 0, migrated.stderr
        with subprocess.Popen(
            [ROOT / "script" / "beat", "--schedule", tmp_path / "beat"],
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as beat:
            assert any("beat: Starting" in line for line in beat.stderr)
            beat.terminate()
    finally:
        queue.stop()
        with django_db_blocker.unblock(), connections["owner"].creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connections["owner"].close()
