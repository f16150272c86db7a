"""Who watches over VIK learns whether it lives and whether it can work, and nothing more."""

import pytest

from vik import health


def test_the_process_says_that_it_lives_without_a_sign_in(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_vik_is_ready_when_database_audit_migrations_queue_and_keys_work(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "ready": True,
            "database": "ok",
            "audit": "ok",
            "migrations": "ok",
            "broker": "ok",
            "keys": "ok",
        },
    )


@pytest.mark.django_db
def test_a_lost_key_makes_vik_not_ready_and_the_answer_does_not_tell_which(client, monkeypatch):
    def broken():
        raise RuntimeError("key 2 is missing")

    monkeypatch.setitem(health.PARTS, "keys", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["keys"] == "failed"
    assert "key 2" not in answer.content.decode()
