"""The idle lock in a real browser: what was typed stays, and the page goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD, make_demo_accounts
from accounts.models import User
from tests.accounts.factor import code_of, give_app
from tests.cast import cookies_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Elke avond na elven staat er een busje met draaiende motor."


@pytest.fixture
def reporter_typing(live_vik: str, open_page: Callable[..., Page]) -> tuple[Page, User]:
    make_demo_accounts()
    user = User.objects.get(email="melder@almelo.demo")
    page = open_page()
    page.context.add_cookies(cookies_of(sign_in(Client(), user), live_vik))
    page.goto("/signalen/nieuw/")
    page.locator("textarea[name=narrative]").fill(TYPED)
    return page, user


def lock(page: Page) -> Any:
    """Let the server lock; the page notices at its next request."""
    page.evaluate(
        """async () => {
            const dialog = document.getElementById("slot");
            const token = document.querySelector("meta[name=csrf-token]").content;
            await fetch(dialog.dataset.lockUrl, {method: "POST", headers: {"X-CSRFToken": token},
                body: new URLSearchParams({action: "lock"})});
            document.dispatchEvent(new Event("vik:locked"));
        }"""
    )
    dialog = page.locator("#slot")
    expect(dialog).to_be_visible()
    return dialog


def test_what_was_typed_stays_behind_the_lock(reporter_typing: tuple[Page, User]) -> None:
    page, _ = reporter_typing
    dialog = lock(page)
    expect(dialog.locator("[name=code]")).to_be_hidden()
    dialog.locator("[name=password]").fill("verkeerd")
    dialog.get_by_role("button", name="Verder werken").click()
    expect(dialog.get_by_role("alert")).to_have_text("Dit wachtwoord klopt niet.")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Verder werken").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("textarea[name=narrative]")).to_have_value(TYPED)
    assert page.evaluate("fetch('/', {redirect: 'manual'}).then((answer) => answer.status)") == 200


def test_who_has_an_app_is_asked_for_its_code_in_place(reporter_typing: tuple[Page, User]) -> None:
    page, user = reporter_typing
    secret = give_app(user)
    dialog = lock(page)
    expect(dialog.locator("[name=code]")).to_be_visible()
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("[name=code]").fill(code_of(secret))
    dialog.get_by_role("button", name="Verder werken").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("textarea[name=narrative]")).to_have_value(TYPED)


def test_opened_in_one_tab_it_opens_in_the_other(reporter_typing: tuple[Page, User]) -> None:
    page, _ = reporter_typing
    other = page.context.new_page()
    other.goto("/")
    lock(page)
    lock(other)
    other.locator("#slot [name=password]").fill(PASSWORD)
    other.locator("#slot").get_by_role("button", name="Verder werken").click()
    expect(page.locator("#slot")).to_be_hidden()
    expect(page.locator("textarea[name=narrative]")).to_have_value(TYPED)
