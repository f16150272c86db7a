"""axe-core finds nothing on any page, for each kind of user, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Error, Page

from accounts.demo import make_demo_accounts
from tests.browser import DESK, PHONE
from tests.cast import CAST, cookies_of, sign_in
from tests.guards.routes import address, open_to
from tests.guards.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# Answers that are no page: data for scripts, pieces of pages, files, and what only takes a POST.
PIECES = {
    "signals:report_draft",
    "signals:report_title",
    "signals:report_date",
    "signals:area_map",
    "signals:import_progress",
    "signals:export",
    "signals:save_view",
    "measures:dossier_progress",
}
# Bytes, no pages.
FILES = {"documents:page", "documents:thumbnail", "documents:original"}


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "part",
    ["coordinator", "legal", "bibob", "reporter", "m_authorised", "admin", "privacy_officer", "police"],
)
def test_axe_finds_nothing(part: str, viewport: Any, live_vik: str, open_page: Callable[..., Page]) -> None:
    people = {user.email: user for user in make_demo_accounts()}
    world = build({name: people[email] for name, email in CAST.items()})
    user = world.people[part]
    page = open_page(viewport)
    page.context.add_cookies(cookies_of(sign_in(Client(), user), live_vik))
    complaints = []
    seen = set()
    for route in open_to(user):
        # An address that only takes a POST has no page; its empty answer would stop the browser.
        if not hasattr(route.view, "get") or "get" not in route.view.http_method_names:
            continue
        if route.name in PIECES or route.name in FILES or "_json" in route.name:
            continue
        try:
            answer = page.goto(address(route, world))
        except Error:
            continue  # an address that only takes a POST answers 405 without a page
        if (
            answer is None
            or answer.status != 200
            or "text/html" not in answer.headers.get("content-type", "")
        ):
            continue
        seen.add(route.name)
        found = Axe().run(page, options={"preload": False})
        complaints += [
            f"{route.name}: {violation['id']} {violation['nodes'][0]['target']}"
            for violation in found.response["violations"]
        ]
    assert complaints == []
    # A site that does not answer has nothing to complain about either.
    assert "desk:home" in seen
    assert len(seen) > 1
