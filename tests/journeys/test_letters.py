"""The journey of paper: a letter written, looked at and made; the dossier bundled with a secret piece apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from core import clock
from documents.reports import Sheet, plain, typeset_sheet
from tests.browser import PHONE
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town
from tests.measures.making import NAME, fill_in_letterhead, notified

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "De heer K. op den Dries\nGrotestraat 12\n7607 AA Almelo"


@pytest.fixture
def jurist(town: str) -> User:
    """Who writes the letters, of an organisation whose letterhead is filled in."""
    fill_in_letterhead()
    return User.objects.select_related("organisation").get(email="jurist@almelo.demo")


def press(page: Page, label: str) -> None:
    page.locator("main").get_by_role("button", name=label).click()


def test_a_decision_is_written_made_and_followed_by_a_second_version(
    jurist: User, open_page: Callable[..., Page]
) -> None:
    measure = notified(jurist, on=clock.today() - timedelta(days=3))
    page = sign_in(open_page(), jurist.email)
    page.goto(measure.address)
    page.keyboard.press("f")
    expect(page.locator("h1")).to_have_text("Brief maken")
    no_axe_complaints(page)
    page.get_by_label(re.compile("Besluit tot sluiting, Opiumwet 13b")).check()
    for box in page.locator("[name=recipients]").all():
        box.uncheck()
    press(page, "Maak concept")
    # Nothing is lost: the form comes back with the choice, and a sentence at the field.
    expect(page.locator(".field--invalid, .error-summary").first).to_be_visible()
    page.get_by_label(re.compile(NAME)).check()
    press(page, "Maak concept")

    expect(page.locator("main")).to_contain_text("Nog in te vullen")
    expect(page.locator("main")).to_contain_text(NAME)
    no_axe_complaints(page)
    press(page, "Maak PDF")
    expect(page.locator("main")).to_contain_text("De brief is niet gemaakt")
    page.keyboard.press("e")
    expect(page.locator("h1")).to_have_text("Concept schrijven")
    no_axe_complaints(page)
    page.fill("[name=address]", ADDRESS)
    for box in page.locator("main textarea[name^=body_]").all():
        box.fill(re.sub(r"\[vul in: [^\]]*\]", "nagegaan", box.input_value()))
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("Het concept is bewaard")
    expect(page.locator("main")).not_to_contain_text("Nog in te vullen")
    press(page, "Maak PDF")
    expect(page.locator("main")).to_contain_text("De brief is gemaakt en bewaard bij de maatregel")
    no_axe_complaints(page)
    letter = page.url
    page.get_by_role("link", name="Open de PDF").click()
    expect(page.locator("h1")).to_contain_text("esluit")
    page.goto(letter)
    press(page, "Nieuwe versie")
    expect(page.locator("main")).to_contain_text("Versie 2 staat klaar als concept")
    expect(page.locator("#versies + ul li")).to_have_count(2)

    phone = sign_in(open_page(PHONE), jurist.email)
    phone.goto(letter)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_dossier_bundles_all_and_keeps_what_is_secret_apart(
    jurist: User, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    measure = notified(jurist, on=clock.today() - timedelta(days=3))
    page = sign_in(open_page(), jurist.email)
    for name, secret in (
        ("Bestuurlijke rapportage", ""),
        ("Verklaring van een buur", "veiligheid van een getuige"),
    ):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(typeset_sheet(Sheet(sender="Politie", kicker="stuk", title=name, parts=plain(name))))
        page.goto(f"{measure.address}documenten/")
        page.set_input_files("main input[type=file]", str(file))
        page.select_option("main [name=kind]", "REPORT")
        page.fill("main [name=title]", name)
        if secret:
            page.get_by_text("Strenger dan het dossier, of geheim").click()
            page.check("main [name=secret]")
            page.fill("main [name=secret_why]", secret)
        page.locator("main form button[type=submit]").last.click()
        expect(page.locator(".document__name", has_text=name)).to_have_count(1)

    page.goto(measure.address)
    page.get_by_role("link", name="Procesdossier").click()
    expect(page.locator("main")).to_contain_text("Bestuurlijke rapportage")
    expect(page.locator("tr", has_text="Verklaring van een buur")).to_contain_text("alleen voor de rechter")
    no_axe_complaints(page)
    page.get_by_label(re.compile("bezwaarschriftencommissie")).check()
    press(page, "Maak procesdossier")
    expect(page.get_by_role("link", name="Open het dossier")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("link", name="Open de geheime stukken")).to_be_visible()
    rows = page.locator("#inventaris ~ .table-wrap tbody tr")
    expect(rows.filter(has_text="Bestuurlijke rapportage")).to_have_count(1)
    expect(rows.filter(has_text="apart gevoegd als G1")).to_contain_text("veiligheid van een getuige")
    no_axe_complaints(page)
    phone = sign_in(open_page(PHONE), jurist.email)
    phone.goto(page.url)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Open het dossier").click()
    expect(page.locator("h1")).to_contain_text("Procesdossier")
