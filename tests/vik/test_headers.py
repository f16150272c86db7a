"""Every answer says that it is for this reader only."""

import pytest

from vik.middleware import CLOSED, PERMISSIONS


@pytest.mark.parametrize("path", ["/healthz", "/account/login/", "/bestaat-niet/", "/"])
def test_no_answer_is_kept_by_a_cache(client, db, path):
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_static_files_may_be_kept(client, db):
    assert client.get("/static/css/vik.css").headers.get("Cache-Control") != "no-store"


def test_only_the_own_place_is_open_and_only_to_ourselves():
    assert "geolocation=(self)" in PERMISSIONS
    assert PERMISSIONS.count("=()") == len(CLOSED)
