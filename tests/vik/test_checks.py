"""VIK does not start when it could not keep its secrets."""

from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from vik import checks


def messages():
    return [problem.id for problem in checks.check_settings()]


def test_nothing_is_wrong_with_good_settings():
    assert messages() == []


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + "x7Jq" * 20])
def test_a_weak_secret_key_is_refused(settings, key):
    settings.SECRET_KEY = key
    assert messages() == ["vik.E001"]


def test_a_keyring_without_its_active_key_is_refused(settings):
    settings.VIK_KEYRING = '{"active":"2","keys":{},"index":{"active":"1","keys":{}}}'
    assert set(messages()) == {"vik.E002"}


def test_a_missing_store_for_seals_is_refused(settings):
    settings.VIK_SEAL_STORE = "/nowhere/at/all"
    assert messages() == ["vik.E003"]


def test_the_demo_serves_the_loopback_address_only(settings):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "vik.almelo.example"]
    assert messages() == ["vik.E004"]


def test_the_audit_log_has_a_door_of_its_own(settings):
    settings.DATABASES = settings.DATABASES | {"audit": settings.DATABASES["default"]}
    assert messages() == ["vik.E005"]


def test_a_real_server_signs_its_audit_log(settings):
    settings.PLAIN_HTTP, settings.VIK_CHECKPOINT_KEY = False, ""
    assert messages() == ["vik.E006"]


def test_the_start_names_all_problems_at_once(settings, db):
    settings.SECRET_KEY, settings.VIK_SEAL_STORE = "short", "/nowhere"
    with pytest.raises(ImproperlyConfigured) as refusal:
        checks.refuse_unsafe_start()
    assert "VIK_SECRET_KEY" in str(refusal.value)
    assert "VIK_SEAL_STORE" in str(refusal.value)


@pytest.mark.django_db(databases=["default", "audit", "owner"])
def test_the_roles_at_run_time_are_modest_and_the_owner_would_be_refused(monkeypatch):
    assert checks.check_roles(databases=["default", "audit"]) == []
    doors = checks.connections
    monkeypatch.setattr(checks, "connections", {"default": doors["owner"], "audit": doors["audit"]})
    assert [problem.id for problem in checks.check_roles(databases=["default"])] == ["vik.E021"]


def test_a_role_that_bypasses_row_level_security_is_refused(monkeypatch):
    # A role like this can't be made in a test: the owner of the tables may not hand it out.
    door = mock.MagicMock()
    door.cursor.return_value.__enter__.return_value.fetchone.side_effect = [(True,), (False,)]
    monkeypatch.setattr(checks, "connections", {"default": door})
    assert [problem.id for problem in checks.check_roles(databases=["default"])] == ["vik.E020"]
