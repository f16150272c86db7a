"""The journeys of the jurist: a house is closed and reopened, a dwangsom collected, an old register read in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from measures.tasks import remind_of_terms
from subjects.operations import NewFact, NewSubject, Source, register_subject
from tests.browser import PHONE
from tests.journeys.test_journeys import no_axe_complaints, sign_in, town
from tests.measures.making import notified, step

__all__ = ["town"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEND = "main form button[type=submit]"


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def typed(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def fill(page: Page, **fields: str) -> None:
    """Fill a form by the names of its fields and send it."""
    for name, value in fields.items():
        box = page.locator(f"main [name={name}]")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    page.locator(SEND).last.click()


def take(page: Page, here: str, state: str, **fields: str) -> None:
    page.goto(f"{here}stap/{state}/")
    fill(page, **fields)
    expect(page.locator("ol.timeline")).to_be_visible()


def party(page: Page, here: str, **fields: str) -> None:
    page.goto(f"{here}partij/")
    fill(page, **fields)
    expect(page.locator("#partijen")).to_be_visible()


def test_a_house_is_closed_objected_to_and_reopened(town: str, open_page: Callable[..., Page]) -> None:
    page = sign_in(open_page(), "jurist@almelo.demo")
    page.goto("/maatregelen/nieuw/")
    no_axe_complaints(page)
    kind = page.locator("[name=type] option", has_text="Damocles").first.get_attribute("value")
    fill(
        page,
        type=kind or "",
        target="PREMISES",
        use="DWELLING",
        reported_on=typed(ago(90)),
        report_number="PL0500-2026012345",
        found_on=typed(ago(92)),
        reason="Inval: 340 gram cocaïne in de keuken.",
    )
    expect(page.locator("h1")).to_contain_text("Damocles")
    here = page.url
    party(page, here, role="OFFENDER", kind="PERSON", name="Kevin op den Dries", birth_date="27-10-1985")
    party(page, here, role="OBJECT", kind="PREMISES", name="Grotestraat 118, Almelo")
    party(page, here, role="OWNER", kind="ORGANISATION", name="Beter Wonen Twente")
    page.goto(f"{here}bron/")
    fill(page, kind="POLICE_REPORT", reference="PL0500-2026012345")
    page.goto(f"{here}middelen/")
    fill(page, list_0="I", substance_0="cocaïne", amount_0="340", unit_0="GRAM")
    expect(page.locator("main")).to_contain_text("Het beleid stelt voor: sluiting voor 6 maanden")

    take(page, here, "assessing")
    take(page, here, "intention_sent", on=typed(ago(80)), view_until=typed(ago(66)))
    take(page, here, "view_received", on=typed(ago(70)))
    page.goto(f"{here}stap/decided/")
    expect(page.locator("main")).to_contain_text("Vul eerst de evenredigheidstoets in")
    page.goto(f"{here}evenredigheid/")
    for box in page.locator("main textarea").all():
        box.fill("Nagegaan, zie de rapportage.")
    no_axe_complaints(page)
    page.click(SEND)
    expect(page.locator("main")).to_contain_text("De toets is compleet")
    page.goto(f"{here}stap/decided/")
    fill(page, on=typed(ago(60)), decision_number="B-26-77", months="1")
    expect(page.locator("main")).to_contain_text("wijkt af van het beleid")
    expect(page.locator("[name=decision_number]")).to_have_value("B-26-77")
    page.goto(f"{here}sluiting/")
    fill(page, deviation="Drie kinderen in de woning.", minors="yes")
    take(page, here, "decided", on=typed(ago(60)), decision_number="B-26-77", months="1")
    expect(page.locator(f"a[href$='{here.rsplit('/', 2)[1]}/stap/closed/']")).to_have_count(0)
    take(page, here, "notified", on=typed(ago(59)), notice="SENT")
    expect(page.locator("main")).to_contain_text("Inschrijven in het beperkingenregister")
    page.goto(f"{here}sluiting/")
    fill(page, wkpb_on=typed(ago(58)), wkpb_number="BRK-PB 77")
    take(page, here, "closed", on=typed(ago(57)))

    for part in ("kosten/", "openzetten/", "zegel/"):
        page.goto(f"{here}{part}")
        no_axe_complaints(page)
    page.check("[name=broken]")
    fill(page, on=typed(ago(50)), observer="boa 217")
    expect(page.locator(".field--invalid")).to_have_count(1)
    fill(page, note="Lint weg, slot geforceerd.")
    expect(page.locator("main")).to_contain_text("zegel verbroken")
    page.goto(f"{here}bezwaar/")
    fill(page, kind="OBJECTION", filed_on=typed(ago(40)), grounds="Te zwaar.")
    expect(page.locator("main")).to_contain_text("Er loopt bezwaar")
    expect(page.locator("#termijnen")).to_be_visible()
    page.get_by_role("link", name=re.compile("Werk bezwaar 1 bij")).click()
    fill(
        page,
        hearing_on=typed(ago(25)),
        decided_on=typed(ago(10)),
        outcome="UNFOUNDED",
        notified_on=typed(ago(9)),
    )
    expect(page.locator("main")).to_contain_text("ongegrond op")
    page.goto(f"{here}stap/reopened/")
    fill(page, on=typed(ago(50)))
    expect(page.locator("main")).to_contain_text("De sluiting duurt nog")
    take(page, here, "reopened", on=typed(ago(20)))
    take(page, here, "completed")
    expect(page.locator("main")).to_contain_text("Afgerond")
    expect(page.locator("main")).to_contain_text("Bewaren tot")
    no_axe_complaints(page)


def test_of_two_verbeurten_one_is_collected_and_one_nearly_lapses(
    town: str, open_page: Callable[..., Page]
) -> None:
    legal = User.objects.select_related("organisation").get(email="jurist@almelo.demo")
    last = step(legal, notified(legal, "penalty_street_dealing", on=ago(370)), "ACTIVE")
    page = sign_in(open_page(), legal.email)
    numbers = []
    for days in (350, 345):
        page.goto(f"{last.address}verbeurte/")
        fill(
            page,
            on=typed(ago(days)),
            place="Marktplein",
            observer="agent 4711",
            evidence="Verkocht drie bolletjes.",
            times="1",
        )
        expect(page.locator("h1")).to_contain_text("€ 5.000,00")
        numbers.append(page.url.rstrip("/").rsplit("/", 1)[1])
    paid, lapsing = numbers
    claim = f"/maatregelen/vorderingen/{paid}/gebeurtenis/"
    page.goto(claim)
    fill(page, kind="REMINDER", on=typed(ago(200)))
    expect(page.locator("main")).to_contain_text("pas na de invorderingsbeschikking")
    for kind, days, amount in (("COLLECTION", 300, ""), ("REMINDER", 250, ""), ("PAYMENT", 200, "5.000")):
        page.goto(claim)
        fill(page, kind=kind, on=typed(ago(days)), amount=amount)
        expect(page.locator("main")).to_contain_text("Vastgelegd")
    expect(page.locator("main")).to_contain_text("Betaald")

    page.goto("/maatregelen/termijnen/")
    no_axe_complaints(page)
    card = page.locator(".term-card", has_text=lapsing).filter(has_text="Verjaring")
    expect(card).to_contain_text("dagen")
    card.locator("summary").click()
    expect(card).to_contain_text("Awb 5:35 lid 1")
    expect(card).to_contain_text("Berekend, controleer")
    expect(page.locator("main")).not_to_contain_text(paid)
    page.goto("/maatregelen/vorderingen/")
    expect(page.locator("main")).to_contain_text(lapsing)
    expect(page.locator("main")).not_to_contain_text(paid)
    no_axe_complaints(page)
    mail.outbox.clear()
    remind_of_terms()
    assert any(lapsing in message.body for message in mail.outbox)
    assert not any(paid in message.body or "Dries" in message.body for message in mail.outbox)
    page.goto("/maatregelen/termijnen/agenda/")
    page.click("button[value=maken]")
    address = page.locator("#adres").input_value()
    no_axe_complaints(page)
    calendar = page.request.get(address).text()
    assert lapsing in calendar
    assert "Dries" not in calendar
    page.goto("/maatregelen/vernietigen/")
    no_axe_complaints(page)
    phone = sign_in(open_page(PHONE), legal.email)
    phone.goto("/maatregelen/termijnen/")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


OTHER_HEADINGS = (
    "Maatregel",
    "Betrokkene",
    "Geboren",
    "Pand",
    "Waarom",
    "Hoe lang/hoeveel",
    "Datum",
    "Verzonden",
)
ROWS = (
    ("sluiting art. 13b", "Chantal ter Horst", "16-3-1990", "Plesmanweg 98a, 7607 GA Almelo",
     "87 hennepplanten", "6 mnd", "1-9-2026", "2-9-2026"),
    ("LOD straathandel", "Kevin op den Dries", "27-10-1985", "", "straathandel", "€ 5.000,- per overtreding",
     "31-02-2026", "7-5-2026"),
)  # fmt: skip


def test_a_register_with_other_columns_is_read_in_mended_and_linked(
    town: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    legal = User.objects.select_related("organisation").get(email="jurist@almelo.demo")
    with acting_as(SYSTEM, why="test"):
        facts = [NewFact("name", "Chantal ter Horst"), NewFact("birth_date", "1990-03-16")]
        source = Source(kind="REGISTER", number="BRP", reliability="A", credibility="1")
        known = NewSubject(
            kind="PERSON", owner=legal.organisation, facts=facts, source=source, also_for=("LEGAL",)
        )
        register_subject(by=None, new=known)
    made, out = openpyxl.Workbook(), io.BytesIO()
    assert made.active is not None
    for row in (OTHER_HEADINGS, *ROWS):
        made.active.append(list(row))
    made.save(out)
    file = tmp_path / "ander register.xlsx"
    file.write_bytes(out.getvalue())

    page = sign_in(open_page(), legal.email)
    page.goto("/maatregelen/register/")
    page.set_input_files("input[type=file]", str(file))
    page.locator(SEND).last.click()
    expect(page.locator("h1")).to_have_text("Begrijpen we de kolommen goed?")
    no_axe_complaints(page)
    for heading, meaning in zip(
        OTHER_HEADINGS,
        ("kind", "name", "birth_date", "address", "reason", "terms", "decided_on", "notified_on"),
        strict=True,
    ):
        page.get_by_label(f"Betekenis van “{heading}”").select_option(meaning)
    page.click("button[value=map]")
    page.click("button[value=start]")
    expect(page.locator("h1")).to_have_text("Ingelezen", timeout=60_000)
    no_axe_complaints(page)
    expect(page.locator(".doubt")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Dezelfde")).click()
    expect(page.locator("main")).to_contain_text("Er zijn geen open vragen")
    page.get_by_role("link", name="In de foutenbak").click()
    page.locator("main tbody th a").first.click()
    no_axe_complaints(page)
    page.fill("[name=decided_on]", "4-5-2026")
    page.click("button[value=retry]")
    expect(page.locator("body")).to_contain_text("is nu maatregel")
    page.goto("/maatregelen/")
    expect(page.locator("main tbody tr")).to_have_count(2)
