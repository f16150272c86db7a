"""The demo's own PostgreSQL starts, stops, and comes back after the worst."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.vik.machine import processes_of, short_folder, wait_until_nobody_is_left
from vik.local.lock import FolderLock, Taken
from vik.local.postgres import Cluster
from vik.local.valkey import Valkey

pytestmark = pytest.mark.slow


@pytest.fixture
def folder() -> Iterator:
    with short_folder() as made:
        yield made


@pytest.fixture
def cluster(folder) -> Iterator[Cluster]:
    made = Cluster(folder / "postgres", throw_away=True)
    made.start()
    yield made
    made.stop()


def test_the_three_doors_lead_in_and_none_is_almighty(cluster):
    doors = cluster.sql("SELECT rolname FROM pg_roles WHERE rolname LIKE 'vik%' ORDER BY 1").split()
    almighty = cluster.sql(
        "SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND rolname LIKE 'vik%'"
    )
    assert (doors, almighty) == (["vik_app", "vik_audit", "vik_owner"], "")


def test_it_listens_on_no_network_address(cluster):
    assert cluster.sql("SHOW listen_addresses") == ""


def test_letters_with_marks_are_letters(cluster):
    cluster.sql("CREATE EXTENSION pg_trgm")
    assert cluster.sql("SELECT cardinality(show_trgm('Ö')), lower('ÖZGÜR')") == "2|özgür"


def test_what_was_written_is_there_after_a_stop_and_a_start(cluster, folder):
    cluster.sql("CREATE TABLE note (text text)", database="vik")
    cluster.sql("INSERT INTO note VALUES ('bewaard')", database="vik")
    cluster.stop()
    wait_until_nobody_is_left(folder)
    cluster.start()
    assert cluster.sql("SELECT text FROM note", database="vik") == "bewaard"


def test_what_was_written_is_there_after_a_power_cut(folder):
    first = Cluster(folder / "postgres")
    first.start()
    first.sql("CREATE TABLE note AS SELECT 'bewaard' AS text", database="vik")
    for pid in processes_of(folder):
        os.kill(pid, signal.SIGKILL)
    again = Cluster(folder / "postgres")
    again.start()
    assert again.sql("SELECT text FROM note", database="vik") == "bewaard"
    again.stop()


def test_a_stale_process_number_of_another_program_does_not_stop_it(cluster, folder):
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n0\n5432\n")
    cluster.start()
    assert cluster.sql("SELECT 1") == "1"


def test_a_server_that_outlived_its_supervisor_is_replaced(cluster, folder):
    successor = Cluster(cluster.folder, throw_away=True)
    first = cluster.pid
    successor.start()
    assert successor.sql("SELECT 1") == "1"
    assert first not in processes_of(folder)
    successor.stop()


def test_a_half_made_cluster_is_made_anew(folder):
    half = Cluster(folder / "postgres", throw_away=True)
    half.data.mkdir(parents=True)
    (half.data / "base").mkdir()
    half.start()
    assert half.sql("SELECT 1") == "1"
    half.stop()


def test_the_queue_asks_for_its_password(folder):
    import redis

    valkey = Valkey(folder / "valkey")
    valkey.start()
    try:
        assert redis.Redis.from_url(valkey.url).ping()
        port = int(valkey.url.rpartition(":")[2].split("/")[0])
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=port).ping()
    finally:
        valkey.stop()
    wait_until_nobody_is_left(folder)


def test_a_folder_has_one_owner_at_a_time_and_keeps_no_lock(folder):
    first = FolderLock(folder)
    first.take()
    with pytest.raises(Taken) as refusal:
        FolderLock(folder).take()
    assert str(refusal.value) == str(os.getpid())
    first.release()
    assert list(folder.iterdir()) == []


def test_the_lock_of_a_killed_owner_is_free(folder):
    code = (
        "import sys, time; from pathlib import Path; from vik.local.lock import FolderLock;"
        "FolderLock(Path(sys.argv[1])).take(); print('taken', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE) as owner:
        assert owner.stdout.readline() == b"taken\n"
        owner.kill()
    lock = FolderLock(folder)
    lock.take()
    lock.release()
