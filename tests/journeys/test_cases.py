"""The coordinator opens a case and asks the police something; the police answer; the chair agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from core import clock
from tests.browser import PHONE
from tests.cases.making import analysed, person
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: Page, text: str) -> None:
    """The button of the form of the page."""
    page.click(f"main form button:has-text('{text}')")


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_a_case_from_signal_to_verified_action(
    town: str, open_page: Callable[..., Page], size: dict[str, int] | None
) -> None:
    coordinator = User.objects.select_related("organisation").get(email="coordinator@almelo.demo")
    signal, subject = analysed(coordinator), person(coordinator.organisation)
    page = sign_in(open_page(size) if size else open_page(), coordinator.email)
    page.goto(f"/signalen/{signal.number}/")
    page.click("main >> text=Casus openen")
    page.fill("[name=title]", "Henk de Vries")
    page.select_option("[name=legal_basis]", index=1)
    page.fill("[name=purpose]", "nagaan of de boxen voor opslag worden gebruikt")
    press(page, "Open de casus")
    expect(page.locator("main")).to_contain_text("Dit lijkt op een naam")
    page.fill("[name=title]", "Zilverreiger")
    press(page, "Open de casus")
    expect(page.locator("h1")).to_have_text("Zilverreiger")
    no_axe_complaints(page)
    case = page.url.rsplit("/", 2)[1]

    page.goto(f"/casussen/{case}/subject/")
    page.fill("[name=number]", subject.number)
    page.select_option("[name=role]", "TENANT")
    press(page, "Voeg toe")
    expect(page.locator("main")).to_contain_text("Kevin op den Dries")
    no_axe_complaints(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.goto(f"/casussen/{case}/?deel=acties")
    page.click("main >> text=Actie uitzetten")
    page.fill("[name=description]", "Ga na of Kevin op den Dries een bus heeft.")
    page.locator("[name=assignee] option", has_text="Politie").first.evaluate("one => one.selected = true")
    page.fill("[name=due_on]", f"{clock.today() + timedelta(days=14):%d-%m-%Y}")
    press(page, "Zet uit")
    expect(page.locator("main")).to_contain_text("Dit lijkt op een persoonsgegeven")
    page.fill("[name=description]", "Ga na of de bus bij de politie bekend is.")
    press(page, "Zet uit")
    expect(page.locator("main")).to_contain_text("Ga na of de bus")
    no_axe_complaints(page)

    police = sign_in(open_page(size) if size else open_page(), "politie@oost.demo")
    police.goto("/")
    expect(police.locator("main")).to_contain_text("Ga na of de bus")
    expect(police.locator("main")).not_to_contain_text("Zilverreiger")
    police.click("main >> text=Ga na of de bus")
    no_axe_complaints(police)
    police.click("text=Bericht of resultaat")
    police.select_option("[name=to]", "DONE")
    press(police, "Verstuur")
    expect(police.locator("main")).to_contain_text("Vul in wat het resultaat is")
    police.fill("[name=result]", "De bus is bekend van een eerdere controle.")
    press(police, "Verstuur")
    expect(police.locator("main")).to_contain_text("Gereed")
    number = police.url.rsplit("/", 2)[1]

    chair = sign_in(open_page(size) if size else open_page(), "voorzitter@almelo.demo")
    chair.goto("/casustafel/acties/")
    no_axe_complaints(chair)
    expect(chair.locator("main")).to_contain_text("Ga na of de bus")
    chair.goto(f"/casustafel/acties/{number}/")
    chair.click("text=Verifiëren")
    press(chair, "Akkoord")
    expect(chair.locator("main")).to_contain_text("De actie is geverifieerd.")
    no_axe_complaints(chair)
    assert chair.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
