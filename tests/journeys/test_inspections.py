"""An inspector works through an address on a phone, loses the line and gets it back; the coordinator reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser import PHONE
from tests.inspections.making import WATCHED, running
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_act(page: Page, name: str) -> None:
    if page.locator(f"#{name}").get_attribute("open") is None:
        page.click(f"#{name} > summary")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_inspector_records_an_address_on_his_phone_also_without_a_line(
    town: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    shot = tmp_path / "vaten.jpg"
    Image.new("RGB", (640, 480), "gray").save(shot)
    inspector = User.objects.get(email="toezichthouder@almelo.demo")
    control = running(inspector)
    page = sign_in(open_page(PHONE), inspector.email)
    page.goto(f"/controles/{control.number}/")
    fits(page)
    no_axe_complaints(page)
    page.click(f"text={WATCHED}")
    expect(page.locator("h1")).to_have_text(WATCHED)
    no_axe_complaints(page)

    page.check("#binnen [name=entry][value=CONSENT]")
    page.fill("#binnen [name=who]", "de beheerder")
    page.click("#binnen button[type=submit]")
    expect(page.locator("[data-fieldwork-live]")).to_contain_text("de beheerder")
    expect(page.locator("[data-fieldwork-state]")).to_have_text(re.compile(r"Alles bewaard om \d\d:\d\d"))

    drums = page.locator("[data-point=business_premises_drums]")
    drums.get_by_role("button", name="Ja").click()
    expect(drums).to_contain_text("ja, ")
    expect(drums.get_by_role("button", name="Ja")).to_have_attribute("aria-pressed", "true")

    page.context.set_offline(True)
    living = page.locator("[data-point=business_premises_living]")
    living.get_by_role("button", name="Nee", exact=True).click()
    open_act(page, "notitie")
    page.fill("#notitie [name=text]", "Sterke geur bij de deur")
    page.click("#notitie button[type=submit]")
    open_act(page, "bevinding")
    page.fill("#bevinding [name=what]", "Achttien vaten zonder etiket")
    page.check("#bevinding [name=breach][value=ja]")
    page.fill("#bevinding [name=rule]", "Opiumwet 13b")
    page.set_input_files("#bevinding input[type=file]", str(shot))
    page.click("#bevinding button[type=submit]")
    expect(page.locator("[data-fieldwork-state]")).to_contain_text("3 wijzigingen wachten")
    expect(page.locator("[data-fieldwork-waiting] li")).to_have_count(3)
    open_act(page, "persoon")
    page.fill("#persoon [name=function]", "half getypt")
    page.wait_for_timeout(900)
    no_axe_complaints(page)

    page.context.set_offline(False)
    expect(page.locator("[data-fieldwork-state]")).to_contain_text("Alles bewaard om")
    live = page.locator("[data-fieldwork-live]")
    for words in ("Sterke geur bij de deur", "Achttien vaten zonder etiket", "Opiumwet 13b"):
        expect(live).to_contain_text(words)
    expect(live.locator(".thumbs img")).to_have_count(1)
    expect(living).to_contain_text("nee, ")
    fits(page)

    page.reload()
    expect(page.locator("#persoon [name=function]")).to_have_value("half getypt")
    expect(page.locator("[data-fieldwork-live]").get_by_text("Sterke geur bij de deur")).to_have_count(1)

    open_act(page, "klaar")
    page.check("#klaar [name=outcome][value=DONE]")
    page.click("#klaar button[type=submit]")
    expect(page.locator("[data-fieldwork-live]")).to_contain_text("gecontroleerd")
    page.click("text=Volgende")
    open_act(page, "klaar")
    page.check("#klaar [name=outcome][value=NOBODY]")
    page.click("#klaar button[type=submit]")
    expect(page.locator("[data-fieldwork-live]")).to_contain_text("niemand aangetroffen")
    page.goto(f"/controles/{control.number}/stap/finished/")
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("Afgerond")
    page.context.close()

    desk = sign_in(open_page(), "coordinator@almelo.demo")
    desk.goto("/controles/")
    expect(desk.locator("main")).to_contain_text(control.number)
    desk.goto(f"/controles/{control.number}/")
    expect(desk.locator("main")).to_contain_text("Opiumwet 13b")
    no_axe_complaints(desk)
    desk.goto(f"/controles/{control.number}/route/")
    no_axe_complaints(desk)


def test_what_the_server_refuses_stays_with_its_reason_and_can_be_mended(
    town: str, open_page: Callable[..., Page]
) -> None:
    inspector = User.objects.get(email="toezichthouder@almelo.demo")
    control = running(inspector)
    page = sign_in(open_page(PHONE), inspector.email)
    page.goto(f"/controles/{control.number}/")
    page.click(f"text={WATCHED}")
    open_act(page, "notitie")
    page.fill("#notitie [name=text]", "Nationaliteit niet gevraagd")
    page.click("#notitie button[type=submit]")
    expect(page.locator("[data-fieldwork-waiting]")).to_contain_text("Schrijf geen nationaliteit")
    no_axe_complaints(page)
    page.reload()
    page.click("text=Pas aan")
    expect(page.locator("#notitie [name=text]")).to_have_value("Nationaliteit niet gevraagd")
    page.fill("#notitie [name=text]", "Niets gevraagd")
    page.click("#notitie button[type=submit]")
    expect(page.locator("[data-fieldwork-live]")).to_contain_text("Niets gevraagd")
    expect(page.locator("[data-fieldwork-waiting]")).to_be_hidden()
