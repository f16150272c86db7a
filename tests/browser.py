"""A real Chromium against a live site: `live_vik` is the site's address, `open_page` opens a page."""

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from vik.local import browser as machine

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# Without these a closed network keeps the browser busy with refused connections.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium once per worker."""
    program = machine.path()
    if program is None:
        # Never skipped silently: where CI lacks a browser, the journeys have not been tested.
        if os.environ.get("CI"):
            pytest.fail(machine.MISSING)
        pytest.skip(machine.MISSING)
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def live_vik(live_server: Any) -> str:
    """Return the address of a live site on the test database, without a slash at the end."""
    return str(live_server.url)


@pytest.fixture
def open_page(chromium: Browser, live_vik: str) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a fresh page, with nothing remembered from earlier ones.

    ``open_page()`` is a desk, ``open_page(PHONE)`` a phone; further options go to the browser context
    (``color_scheme="dark"``, ``java_script_enabled=False``). Addresses may start with a slash.
    A page that throws an error in its script, or breaks the content security policy, fails the test.
    """
    contexts = []
    complaints: list[str] = []

    def open_one(viewport: ViewportSize = DESK, **options: Any) -> Page:
        phone = viewport["width"] < 600
        context = chromium.new_context(
            base_url=live_vik,
            viewport=viewport,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            **({"is_mobile": True, "has_touch": True} if phone else {}),
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"policy: {message.text}")
                if "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(autouse=True)
def _no_server_threads_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a browser test end only when the site has answered all it was asked."""
    yield
    if "live_server" in request.fixturenames:
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(10)
