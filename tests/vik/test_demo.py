"""One command starts the whole demo; Ctrl-C or a power cut leaves nothing that is in the way."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.vik.machine import kill_all, processes_of, short_folder, wait_until_nobody_is_left

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


class Demo:
    """A running `script/demo`, as seen from its terminal."""

    def __init__(self, state: Path, port: int, *options: str) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("VIK_", "DATABASE_"))
        }
        self.state = state
        self.url = f"http://127.0.0.1:{port}/"
        self.output = state.with_name(f"{state.name}.terminal.txt")
        command = [
            sys.executable,
            "-m",
            "vik.local.demo",
            "--port",
            str(port),
            "--state",
            str(state),
            *options,
        ]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=kept, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + 240
        while f"VIK is ready: {self.url}\n" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return answer.status, answer.read().decode()

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(state: Path, program: bytes) -> dict[str, str]:
    """Return the settings with which one of the demo's servers runs."""
    for pid in processes_of(state):
        if program in Path(f"/proc/{pid}/cmdline").read_bytes():
            settings = Path(f"/proc/{pid}/environ").read_text().split("\0")
            return dict(setting.split("=", 1) for setting in settings if "=" in setting)
    raise AssertionError(f"{program!r} does not run")


def send_job(state: Path, name: str) -> None:
    code = f"from vik.celery import app; app.send_task({name!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=environment_of(state, b"gunicorn"))


def wait_for(happened: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder / "state"


def test_the_demo_serves_survives_a_power_cut_and_leaves_nothing_behind(state: Path) -> None:
    first = Demo(state, free_port())
    first.wait_until_ready()
    assert first.get("readyz")[0] == 200
    assert 'name="login"' in first.get("account/login/")[1]
    said = first.said()
    assert "demo-VIK-2026" in said
    for account in ("melder@almelo.demo", "beheer@almelo.demo", "srt@twente.demo"):
        assert account in said

    secrets = {
        file.name: (file.stat().st_mode & 0o777, file.read_text()) for file in (state / "secrets").iterdir()
    }
    assert {mode for mode, _ in secrets.values()} == {0o600}

    second = subprocess.run(
        [sys.executable, "-m", "vik.local.demo", "--port", str(free_port()), "--state", str(state)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (second.returncode, "already runs" in second.stdout) == (1, True)

    kill_all(state)
    first.process.wait(10)
    wait_until_nobody_is_left(state)

    again = Demo(state, free_port())
    again.wait_until_ready()
    assert "first start" not in again.said()
    assert again.get("readyz")[0] == 200

    assert {file.name: (0o600, file.read_text()) for file in (state / "secrets").iterdir()} == secrets

    assert again.stop(signal.SIGINT) == 0
    wait_until_nobody_is_left(state)
    assert not (state / "lock").exists()
    assert not (state / "postgres" / "data" / "postmaster.pid").exists()

    third = Demo(state, free_port())
    third.wait_until_ready()
    web = next(pid for pid in processes_of(state) if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.killpg(os.getpgid(web), signal.SIGKILL)
    assert third.process.wait(60) == 1
    assert "“web” ended unexpectedly" in third.said()
    wait_until_nobody_is_left(state)


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with socket.socket() as taken, short_folder() as folder:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = Demo(folder / "state", port)
        assert refused.process.wait(30) == 1
        assert refused.said() == f"VIK: port {port} is in use; stop what uses it, or start with --port N.\n"
        wait_until_nobody_is_left(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends orphans only on Linux")
def test_when_only_the_supervisor_is_killed_its_servers_follow() -> None:
    code = (
        "import sys, time; from pathlib import Path; from vik.local.postgres import Cluster;"
        "c = Cluster(Path(sys.argv[1]) / 'postgres', throw_away=True); c.start(); print('up', flush=True); time.sleep(60)"
    )
    with short_folder() as folder:
        supervisor = subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert supervisor.stdout.readline() == b"up\n"
        assert len(processes_of(folder)) > 1
        supervisor.kill()
        supervisor.communicate()
        wait_until_nobody_is_left(folder)


def test_a_folder_with_other_things_is_left_alone() -> None:
    with short_folder() as folder:
        theirs = folder / "state"
        theirs.mkdir(mode=0o750)
        (theirs / "holiday.jpg").touch()
        refused = Demo(theirs, free_port())
        assert refused.process.wait(30) == 1
        assert "holds other things" in refused.said()
        assert (theirs.stat().st_mode & 0o777, [path.name for path in theirs.iterdir()]) == (
            0o750,
            ["holiday.jpg"],
        )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database under another account")
def test_root_is_told_when_the_database_can_not_reach_the_folder() -> None:
    with short_folder() as folder:
        folder.chmod(0o700)
        refused = Demo(folder / "state", free_port())
        assert refused.process.wait(60) == 1
        assert "name a folder below /var/tmp" in refused.said()
        wait_until_nobody_is_left(folder)
