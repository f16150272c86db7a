"""An investigation under the Wet Bibob: its steps, its refusals, its terms, and who may see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from access.contexts import acting_as
from accounts.models import User
from bibob.models import Investigation
from bibob.operations.files import (
    Move,
    NewInvestigation,
    name_related,
    open_investigation,
    report_to_lbb,
    stop_clock,
    take_step,
)
from bibob.queries.files import dues_of, to_report
from bibob.states import FLOW, Stage
from core import clock
from core.errors import Refused
from core.flow import IllegalTransition

pytestmark = pytest.mark.django_db
ROAD = ("POLICY", "FORM_OUT", "FORM_IN", "LIGHT", "DEEP")


def opened(by: User, **extra: Any) -> Investigation:
    new = NewInvestigation(
        **{"application": "Z-12", "decision_kind": "ALCOHOL", "trigger": "APPLICATION", **extra}
    )
    with acting_as(by):
        return open_investigation(by=by, new=new)


def go(by: User, row: Investigation, *stages: str, **extra: Any) -> Investigation:
    with acting_as(by):
        for stage in stages:
            row = take_step(by=by, investigation=row, move=Move(to=stage, on=clock.today(), **extra))
    return row


def test_every_stage_can_be_reached_and_none_is_a_trap() -> None:
    assert FLOW.unreachable(Stage.values) == set()
    assert all(FLOW.steps_from(stage) for stage in Stage.values if stage != Stage.CLOSED)


def test_the_whole_road_to_a_refusal(bibob: User) -> None:
    row = go(bibob, opened(bibob), *ROAD)
    row = go(bibob, row, "CONCLUSION", outcome="SERIOUS")
    with acting_as(bibob), pytest.raises(Refused, match="zienswijze"):
        take_step(by=bibob, investigation=row, move=Move(to="DECIDED", on=clock.today(), result="REFUSE"))
    row = go(bibob, row, "LBB_ASKED", lbb_number="LBB-9")
    row = go(bibob, row, "LBB_RECEIVED", outcome="SERIOUS")
    row = go(bibob, row, "INTENTION", "VIEW")
    row = go(bibob, row, "DECIDED", result="REFUSE")
    with acting_as(bibob):
        with pytest.raises(Refused, match="LBB"):
            take_step(by=bibob, investigation=row, move=Move(to="CLOSED", on=clock.today()))
        row = report_to_lbb(by=bibob, investigation=row, on=clock.today())
    row = go(bibob, row, "CLOSED")
    assert (row.stage, row.outcome, row.result, row.lbb_number) == ("CLOSED", "SERIOUS", "REFUSE", "LBB-9")


def test_refusing_the_form_is_serious_danger(bibob: User) -> None:
    row = go(bibob, opened(bibob), "POLICY", "FORM_OUT", "FORM_REFUSED")
    with acting_as(bibob), pytest.raises(Refused, match="ernstig gevaar"):
        take_step(by=bibob, investigation=row, move=Move(to="CONCLUSION", on=clock.today(), outcome="NONE"))
    assert go(bibob, row, "CONCLUSION", outcome="SERIOUS").outcome == "SERIOUS"


def test_lesser_danger_gives_conditions_only(bibob: User) -> None:
    row = go(bibob, go(bibob, opened(bibob), *ROAD), "CONCLUSION", outcome="LESSER")
    row = go(bibob, row, "INTENTION")
    with acting_as(bibob), pytest.raises(Refused, match="voorschriften"):
        take_step(by=bibob, investigation=row, move=Move(to="DECIDED", on=clock.today(), result="REFUSE"))
    assert go(bibob, row, "DECIDED", result="CONDITIONS").result == "CONDITIONS"


def test_a_step_must_be_in_the_table_with_a_day_that_can_be(bibob: User) -> None:
    row = opened(bibob)
    with acting_as(bibob):
        with pytest.raises(IllegalTransition):
            take_step(by=bibob, investigation=row, move=Move(to="DECIDED", on=clock.today(), result="GRANT"))
        with pytest.raises(Refused, match="dag"):
            take_step(by=bibob, investigation=row, move=Move(to="POLICY"))
        with pytest.raises(Refused, match="toekomst"):
            take_step(
                by=bibob, investigation=row, move=Move(to="POLICY", on=clock.today() + timedelta(days=1))
            )


def test_the_clock_of_the_lbb_stands_still(bibob: User) -> None:
    row = go(bibob, go(bibob, opened(bibob, decide_by=clock.today()), *ROAD), "CONCLUSION", outcome="UNKNOWN")
    row = go(bibob, row, "LBB_ASKED")
    with acting_as(bibob):
        pause = stop_clock(by=bibob, investigation=row, first=clock.today())
        with pytest.raises(Refused, match="al een opschorting"):
            stop_clock(by=bibob, investigation=row, first=clock.today())
        stop_clock(by=bibob, investigation=row, first=clock.today(), last=clock.today())
        pause.refresh_from_db()
    due = dues_of(row, [pause], clock.today())[0]
    assert due.on == clock.today() + timedelta(weeks=8, days=1) and due.article == "Bibob 15"
    row.advised_on = date(2026, 1, 2)
    assert dues_of(row, [], clock.today())[-1].on == date(2031, 1, 2)


def test_only_specialist_and_deputy_see_a_file(
    bibob: User, colleague: User, analyst: User, twenterand_bibob: User, as_user: Any
) -> None:
    row, shared = opened(bibob), opened(bibob, deputy=colleague)
    assert as_user(bibob).get(row.address).status_code == 200
    assert as_user(colleague).get(row.address).status_code == 404
    assert as_user(colleague).get(shared.address).status_code == 200
    assert as_user(twenterand_bibob).get(shared.address).status_code == 404
    assert as_user(analyst).get(shared.address).status_code == 403
    with pytest.raises(Refused, match="vervanger"):
        opened(bibob, deputy=analyst)


def test_the_pages_of_a_file(bibob: User, as_user: Any) -> None:
    client = as_user(bibob)
    assert client.get("/bibob/").status_code == 200
    assert client.get("/bibob/onderzoeken/nieuw/").status_code == 200
    asked = {
        "application": "Z-1",
        "decision_kind": "SEX",
        "trigger": "TIP_PROSECUTOR",
        "applied_on": "gisteren",
    }
    body = client.post("/bibob/onderzoeken/nieuw/", asked, follow=True).content.decode()
    assert "Toets aan beleid" in body and "Wet Bibob 28" in body
    with acting_as(bibob):
        row = Investigation.objects.visible_to(bibob).get()
    assert client.get(f"{row.address}stap/decided/").status_code == 404
    asked = client.get(f"{row.address}stap/policy/").content.decode()
    assert "mag leeg blijven" not in asked.split("Op welke dag?")[1].split("</label>")[0]
    assert client.post(f"{row.address}stap/policy/", {"on": ""}).status_code == 422
    assert client.post(f"{row.address}stap/policy/", {"on": "vandaag"}).status_code == 302
    wrong = client.post(f"{row.address}betrokkene/", {"kind": "APPLICANT", "name": "Jan", "identifier": "12"})
    assert wrong.status_code == 422 and 'value="Jan"' in wrong.content.decode()
    right = {"kind": "APPLICANT", "name": "Jan Smit", "identifier": "999990019", "birth_date": "1-2-1980"}
    assert "Jan Smit" in client.post(f"{row.address}betrokkene/", right, follow=True).content.decode()
    for part in ("opschorting", "gemeld", "betrokkene"):
        assert client.get(f"{row.address}{part}/").status_code == 200
    assert client.post(f"{row.address}gemeld/", {"on": "vandaag"}).status_code == 422


def test_what_must_be_reported_stands_on_the_start_page(bibob: User, as_user: Any) -> None:
    client = as_user(bibob)
    assert "Te melden aan het LBB" in client.get("/").content.decode()
    row = go(bibob, go(bibob, opened(bibob), *ROAD), "CONCLUSION", outcome="LESSER")
    assert must_report(bibob) == 1
    with acting_as(bibob):
        report_to_lbb(by=bibob, investigation=row, on=clock.today())
    assert must_report(bibob) == 0


def must_report(by: User) -> int:
    with acting_as(by):
        return to_report(by)


def test_somebody_in_a_file_stands_in_no_register(bibob: User, analyst: User, as_user: Any) -> None:
    row = opened(bibob)
    with acting_as(bibob):
        name_related(by=bibob, investigation=row, kind="FINANCES", name="Geldschieter Zwijger")
    body = as_user(analyst).post("/zoeken/", {"q": "Zwijger", "doel": "analyse"}).content.decode()
    assert "Niets gevonden" in body
