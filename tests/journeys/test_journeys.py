"""The journeys of the first signals: reported, imported, weighed, aligned, overseen. In a real Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD, make_demo_accounts
from tests.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INTAKE = Path(__file__).parents[2] / "demo" / "intake"


@pytest.fixture
def town(live_vik: str, settings: Any) -> str:
    """The cast and the reference lists, committed; signing in without a second factor, as in the demo."""
    settings.VIK_MFA_REQUIRED = False
    make_demo_accounts()
    call_command("load_reference", verbosity=0)
    return live_vik


def sign_in(page: Page, email: str) -> Page:
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/$"))
    return page


def no_axe_complaints(page: Page) -> None:
    # Preloading would put our style sheets into the page, which the security policy rightly refuses.
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()


def import_file(page: Page, file: Path, source: str) -> None:
    page.goto("/signalen/import/")
    page.set_input_files("input[type=file]", str(file))
    page.select_option("[name=source_type]", source)
    page.click("main form button[type=submit]")
    page.wait_for_selector("text=Begrijpen we de kolommen goed?")


def test_an_inspector_reports_from_his_phone_and_sees_the_status(
    town: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    photo = tmp_path / "loods.jpg"
    Image.new("RGB", (640, 480), "gray").save(photo)
    page = sign_in(open_page(PHONE), "melder@almelo.demo")
    page.goto("/signalen/nieuw/")
    no_axe_complaints(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("button[value=send]")
    expect(page.locator(".field--invalid")).to_have_count(1)
    page.fill(
        "[name=narrative]",
        "Bij de loods staan elke nacht busjes. De rolluiken blijven altijd dicht en er hangt een chemische geur.",
    )
    page.fill("[name=location]", "Plesmanweg 12, Almelo")
    page.fill("[name=observed]", "gisteren")
    page.fill("[name=involved]", "Witte bestelbus\nMan met pet")
    page.set_input_files("input[type=file]", str(photo))
    page.click("button[value=send]")
    page.wait_for_selector("text=/[RS]-2026-\\d+/")
    no_axe_complaints(page)
    page.goto("/signalen/eigen/")
    expect(page.locator("main")).to_contain_text("ontvangen")
    page.goto("/signalen/")
    expect(page.locator("h1")).to_have_text("Dit mag u niet")


def test_a_coordinator_imports_corrects_a_column_and_mends_a_row(
    town: str, open_page: Callable[..., Page]
) -> None:
    page = sign_in(open_page(DESK), "coordinator@almelo.demo")
    import_file(page, INTAKE / "intern-signalen-2026.csv", "INTERNAL")
    no_axe_complaints(page)
    urgency = page.get_by_label("Betekenis van “Spoed”")
    urgency.select_option("")
    page.click("button[value=map]")
    expect(page.get_by_label("Betekenis van “Spoed”")).to_have_value("")
    page.click("button[value=start]")
    page.wait_for_selector("text=foutenbak", timeout=60_000)
    page.goto(page.url.split("?")[0].rstrip("/") + "/foutenbak/")
    no_axe_complaints(page)
    page.get_by_role("link", name="32", exact=True).click()
    expect(page.locator("main")).to_contain_text("31-02-2026")
    fields = page.locator("main form [name]:not([type=hidden])")
    for index in range(fields.count()):
        name = fields.nth(index).get_attribute("name") or ""
        if "narrative" in name:
            fields.nth(index).fill("Een pand met afgeplakte ramen waar dag en nacht licht brandt.")
        elif "observed" in name:
            fields.nth(index).fill("28-02-2026")
    page.click("button[value=retry]")
    page.wait_for_load_state()
    import_file(page, INTAKE / "intern-signalen-2026.csv", "INTERNAL")
    expect(page.locator("dl.facts--rows div").first).to_contain_text("0")


def next_signal(page: Page) -> str:
    """Press ``j`` and wait until the signal that is chosen is the one that is shown; returns its number."""
    wait_until_settled(page)
    before = chosen(page)
    page.keyboard.press("j")
    for _ in range(100):
        number = chosen(page)
        if number and number != before and number in page.locator("#signaal").inner_text() and settled(page):
            return number
        page.wait_for_timeout(50)
    raise AssertionError(f"no next signal after {before}")


def wait_until_settled(page: Page) -> None:
    """Wait, as a person would, until the page has stopped changing."""
    page.wait_for_load_state("networkidle")
    for _ in range(500):
        if settled(page):
            return page.wait_for_timeout(100)
        page.wait_for_timeout(20)
    raise AssertionError("the page keeps on changing")


def settled(page: Page) -> bool:
    """Has htmx finished with what it fetched? Before that a form would be sent the plain way."""
    busy = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    return bool(page.evaluate(f"!document.querySelector('{busy}')"))


def chosen(page: Page) -> str:
    """The number in the address: the whole state of the inbox stands there."""
    # Asked of the page itself: what Playwright remembers of the address lags behind.
    found = re.search(r"signaal=(S-2026-\d+)", page.evaluate("location.search"))
    return found[1] if found else ""


def test_an_analyst_triages_twenty_signals_without_the_mouse_and_undoes_one(
    town: str, open_page: Callable[..., Page]
) -> None:
    page = sign_in(open_page(DESK), "coordinator@almelo.demo")
    import_file(page, INTAKE / "odt-signalen-2026-q3.xlsx", "ODT")
    page.click("button[value=start]")
    page.wait_for_selector("text=Klaar", timeout=60_000)
    page.goto("/signalen/?bak=nieuw")
    page.wait_for_selector(".signal-row")
    answered = set()
    while len(answered) < 20:
        number = next_signal(page)
        page.wait_for_timeout(100)
        anchored = page.locator("#signaal input[value=V5]")
        if anchored.count():
            anchored.press("Space")
        else:
            page.locator("#signaal textarea[name=motivation]").fill(
                "Dit hoort bij de taak van de burgemeester."
            )
        asked = page.locator("#signaal [name=question]").get_attribute("value")
        page.locator("#signaal button[value=ja]").press("Enter")
        expect(page.locator(f"#signaal [name=question][value={asked}]")).to_have_count(0)
        assert number not in answered
        answered.add(number)
    expect(page.locator("#signaal [name=question]")).to_have_value("W2A")
    with page.expect_navigation():  # undo goes the plain way: a form and a fresh page
        page.keyboard.press("z")
    expect(page.locator("#signaal [name=question]")).to_have_value("W1")
    expect(page.locator("#signaal")).to_contain_text(number)
    no_axe_complaints(page)


def test_m_reports_need_the_police_and_partners_see_nothing(
    town: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    m_page = sign_in(open_page(DESK), "m-gemachtigde@almelo.demo")
    m_page.goto("/m-meldingen/inlezen/")
    m_page.set_input_files("input[type=file]", [str(f) for f in sorted(INTAKE.glob("*.eml"))])
    m_page.click("main button[type=submit]")
    expect(m_page.locator("tbody tr")).to_have_count(6)
    expect(m_page.get_by_text("mogelijk meldergegevens", exact=True)).to_have_count(1)
    no_axe_complaints(m_page)
    m_page.locator("tbody tr", has_text="woonfraude").get_by_role("link").click()
    report_url = m_page.url
    m_page.click("text=Neutraal signaal maken")
    m_page.fill("[name=title]", "Mogelijk te veel bewoners in een woning")
    m_page.fill(
        "[name=narrative]",
        "Zij betalen 125 euro per week contant aan het bureau.",
    )
    m_page.click("main form button[type=submit]")
    expect(m_page.locator(".field--invalid")).to_contain_text("eigen woorden")
    m_page.fill(
        "[name=narrative]",
        "In een woning zouden meer mensen slapen dan mag, mogelijk door een bemiddelaar.",
    )
    m_page.fill("[name=location]", "Rohofstraat 173-2, Almelo")
    m_page.click("main form button[type=submit]")
    m_page.wait_for_url(report_url)

    desk = sign_in(open_page(DESK), "coordinator@almelo.demo")
    desk.goto("/signalen/?bak=wacht")
    desk.locator(".signal-row a").first.click()
    desk.wait_for_selector("text=Mogelijk te veel bewoners")
    number = re.search(r"S-2026-\d+", desk.content())
    assert number
    expect(desk.locator("main")).to_contain_text("Anonieme informatie")
    body = desk.content()
    assert "601214" not in body
    assert "M.-melding" not in desk.locator("main").inner_text()

    m_page.goto(report_url + "afstemmen/")
    m_page.check("[name=answer][value=OBJECTION]")
    m_page.fill("[name=held_on]", "gisteren")
    m_page.fill("[name=spoken_with]", "teamchef Almelo")
    m_page.click("main form button[type=submit]")
    m_page.goto(report_url + "afstemmen/")
    m_page.check("[name=answer][value=AGREED]")
    m_page.fill("[name=held_on]", "vandaag")
    m_page.fill("[name=spoken_with]", "teamchef Almelo")
    m_page.click("main form button[type=submit]")
    m_page.wait_for_url(report_url)
    desk.goto("/signalen/?bak=nieuw")
    expect(desk.locator(".signal-row")).to_have_count(1)

    police = sign_in(open_page(DESK), "politie@oost.demo")
    for path in ("/", "/signalen/", f"/signalen/{number[0]}/", "/m-meldingen/", "/audit/", "/beheer/"):
        police.goto(path)
        assert "Mogelijk te veel bewoners" not in police.content(), path

    privacy = sign_in(open_page(DESK), "privacy@almelo.demo")
    privacy.goto(f"/audit/?vraag=dossier&over={number[0]}")
    expect(privacy.locator("main")).to_contain_text("Sanne Broekhuis")
    assert "meer mensen slapen" not in privacy.content()
    no_axe_complaints(privacy)
    shutil.rmtree(tmp_path, ignore_errors=True)
