"""The pages of controls, as inspector, coordinator and jurist use them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from access.contexts import acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from inspections.models import Finding, Inspection, Line, Participant, Stop
from inspections.operations import plan_revisit, step_finding
from reference.models import ControlType
from reference.queries import by_code
from tests.inspections.making import WATCHED, breach, finished, furnished, photo, prepared, running, stops_of

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


def plan(**values: str) -> dict[str, Any]:
    kind = by_code(ControlType, "business_premises")
    assert kind is not None
    return {"type": str(kind.pk), "reason": "AREA", "aim": "gebruik van de boxen nagaan"} | values


def at(user: User, control: Inspection, place: int = 0) -> str:
    return f"{control.address}adres/{stops_of(user, control)[place].pk}/"


def test_an_inspector_prepares_a_control_and_begins_it(as_user: Any, inspector: User) -> None:
    client = as_user(inspector)
    wrong = client.post("/controles/nieuw/", plan(aim="", day="morgen"))
    assert wrong.status_code == 422
    for words in ("wat de gemeente zelf wil nagaan", "Vul ook de tijd in", "morgen"):
        assert words in wrong.content.decode()
    made = client.post("/controles/nieuw/", plan(day="morgen", hour="10:00"))
    assert made.status_code == 302
    here = made["Location"]
    home = {"place": "Hofstraat 3, Almelo", "reason": "AREA", "chosen_why": "druk", "dwelling": "on"}
    refused = client.post(f"{here}adres/", home)
    assert refused.status_code == 422
    assert "toestemming van de bewoner" in refused.content.decode()
    assert "Hofstraat 3" in refused.content.decode()
    assert client.post(f"{here}adres/", home | {"dwelling": ""}).status_code == 302
    with acting_as(inspector):
        rows = list(Participant.objects.visible_to(inspector))
    page = client.get(here).content.decode()
    assert "eigen doel en de grondslag" in page
    for row in rows:
        data = {"kind": row.kind, "power": row.power, "name": row.name, "purpose": "nagaan", "basis": "wet"}
        assert client.post(f"{here}organisatie/{row.pk}/", data).status_code == 302
    assert client.post(f"{here}stap/planned/", {}).status_code == 302
    assert client.post(f"{here}stap/running/", {}).status_code == 302
    assert client.get(f"{here}stap/running/").status_code == 404
    assert client.get(f"{here}stap/onzin/").status_code == 404
    assert "In uitvoering" in client.get(here).content.decode()


def test_the_police_as_more_than_the_strong_arm_is_refused_at_its_field(
    as_user: Any, inspector: User
) -> None:
    control = prepared(inspector)
    with acting_as(inspector):
        police = Participant.objects.filter(kind="POLICE").visible_to(inspector).get()
    data = {"kind": "POLICE", "power": "BOA", "purpose": "zoeken in de boxen", "basis": "wet"}
    answer = as_user(inspector).post(f"{control.address}organisatie/{police.pk}/", data)
    assert answer.status_code == 422
    assert "alleen mee als sterke arm" in answer.content.decode()
    assert "zoeken in de boxen" in answer.content.decode()


def test_a_plan_that_a_colleague_changed_is_not_overwritten(as_user: Any, inspector: User) -> None:
    control = prepared(inspector)
    client = as_user(inspector)
    first = client.post(f"{control.address}wijzig/", plan(version=str(control.version)))
    assert first.status_code == 302
    second = client.post(f"{control.address}wijzig/", plan(version=str(control.version), aim="iets anders"))
    assert second.status_code == 409
    assert "iets anders" in second.content.decode()


def test_one_tap_answers_a_point_and_tells_when_it_was_kept(as_user: Any, inspector: User) -> None:
    control = running(inspector)
    client, here = as_user(inspector), at(inspector, control)
    token = str(uuid4())
    tap = {"act": "punt", "token": token, "code": "business_premises_living", "answer": "YES"}
    early = client.post(here, tap, **JSON)
    assert (early.status_code, "hoe u binnenkwam" in early.json()["why"]) == (422, True)
    assert client.post(here, {"act": "binnen", "entry": "POWER"}).status_code == 302
    for _ in range(2):
        kept = client.post(here, tap, **JSON)
        assert kept.status_code == 200
        assert len(kept.json()["saved"]) == 5
    with acting_as(inspector):
        assert Line.objects.filter(token=token).visible_to(inspector).count() == 1
    page = client.get(here).content.decode()
    assert 'value="YES" aria-pressed="true"' in page
    assert "leg bevinding vast" in page
    form = client.get(f"{here}?punt=business_premises_living").content.decode()
    assert 'value="Omgevingsplan"' in form


def test_without_a_script_every_act_works_and_nothing_typed_is_lost(as_user: Any, inspector: User) -> None:
    control = running(inspector)
    client, here = as_user(inspector), at(inspector, control)
    token = {"token": str(uuid4())}
    acts: list[tuple[dict[str, Any], str]] = [
        ({"act": "binnen", "entry": "CONSENT", "dwelling": "on"}, "wie toestemming gaf"),
        ({"act": "binnen", "entry": "POWER", "hour": "99:99"}, "Vul een tijd in"),
        ({"act": "notitie", "text": " ", **token}, "Schrijf iets op"),
        ({"act": "notitie", "text": "nationaliteit: zeker", **token}, "nationaliteit: zeker"),
        ({"act": "persoon", "statement": "ik huur hier", **token}, "ik huur hier"),
        ({"act": "bevinding", "what": "tien vaten", "breach": "ja", **token}, "tien vaten"),
        ({"act": "bevinding", "what": "x", "breach": "nee", "mend_until": "31-2-2027", **token}, "31-2-2027"),
        ({"act": "klaar", "outcome": "SKIPPED", "why": ""}, "waarom"),
        ({"act": "klaar", "outcome": "DONE", "revisit_on": "gisteren"}, "gisteren"),
    ]
    for data, words in acts:
        answer = client.post(here, data)
        assert answer.status_code == 422, data
        assert words in answer.content.decode(), data
    assert client.post(here, {"act": "onzin"}).status_code == 422
    good: list[dict[str, Any]] = [
        {"act": "binnen", "entry": "CONSENT", "who": "de beheerder", "hour": "00:00"},
        {"act": "notitie", "text": "rolluik dicht", "token": str(uuid4())},
        {"act": "persoon", "function": "huurder", "id_seen": "on", "token": str(uuid4())},
        {
            "act": "bevinding",
            "what": "tien vaten",
            "breach": "ja",
            "rule": "APV",
            "photos": photo(),
            "token": str(uuid4()),
        },
        {"act": "klaar", "outcome": "DONE"},
    ]
    for data in good:
        assert client.post(here, data).status_code == 302, data
    page = client.get(here).content.decode()
    for words in (
        "de beheerder",
        "rolluik dicht",
        "huurder",
        "ID gezien",
        "tien vaten",
        "gecontroleerd",
        "Foto 1",
    ):
        assert words in page


def test_at_a_dealer_the_page_asks_for_register_and_sample(as_user: Any, inspector: User) -> None:
    control = running(inspector, code="dor_dol")
    client, here = as_user(inspector), at(inspector, control)
    assert client.post(here, {"act": "binnen", "entry": "POWER"}).status_code == 302
    dealer = {"act": "handelaar", "name": "Tweede Kans", "kvk": "12345678", "token": str(uuid4())}
    wrong = client.post(here, dealer | {"dol_on": "31-2-2026"})
    assert wrong.status_code == 422
    assert "31-2-2026" in wrong.content.decode()
    good = {"act": "goed", "what": "fiets", "in_register": "nee", "token": str(uuid4())}
    for data in (dealer | {"dol_on": "1-10-2026"}, good):
        assert client.post(here, data).status_code == 302
    page = client.get(here).content.decode()
    for words in ("Tweede Kans", "DOL sinds 01-10-2026", "niet in het DOR", "Steekproef van 5 goederen"):
        assert words in page


def test_the_page_asks_whether_a_colleague_wrote_something_and_reads_only_then(
    as_user: Any, inspector: User
) -> None:
    control = running(inspector)
    client, here = as_user(inspector), at(inspector, control)
    page = client.get(here)
    stamp = page.context["stamp"]
    before = AuditEvent.objects.using("audit").count()
    assert client.get(f"{here}?deel=stand&stand={stamp}").status_code == 204
    assert AuditEvent.objects.using("audit").count() == before
    client.post(here, {"act": "notitie", "text": "geur", "token": str(uuid4())})
    fresh = client.get(f"{here}?deel=stand&stand={stamp}")
    assert fresh.status_code == 200
    assert "geur" in fresh.content.decode()
    assert "<html" not in fresh.content.decode()


def test_an_inspector_sees_only_the_controls_of_his_teams(
    as_user: Any, inspector: User, coordinator: User, cast: dict[str, User]
) -> None:
    mine, other = running(inspector), running(coordinator)
    row = breach(coordinator, stops_of(coordinator, other)[0])
    client = as_user(inspector)
    page = client.get("/controles/").content.decode()
    assert mine.number in page
    assert other.number not in page
    for path in ("", "route/", "wijzig/", f"adres/{stops_of(coordinator, other)[0].pk}/"):
        assert client.get(f"{other.address}{path}").status_code == 404
    assert client.get(row.address).status_code == 404
    assert client.get(f"{mine.address}adres/{stops_of(coordinator, other)[0].pk}/").status_code == 404
    whole = as_user(coordinator).get("/controles/").content.decode()
    assert mine.number in whole
    assert other.number in whole
    neighbour = as_user(cast["twenterand_analyst"])
    assert mine.number not in neighbour.get("/controles/").content.decode()
    assert neighbour.get(mine.address).status_code == 404
    for part in ("reporter", "manager", "auditor", "chair", "police", "bibob"):
        assert as_user(cast[part]).get("/controles/").status_code == 403


def test_a_jurist_finds_the_proposals_and_answers_them(as_user: Any, inspector: User, legal: User) -> None:
    control = running(inspector)
    stops = stops_of(inspector, control)
    proposed, quiet = breach(inspector, stops[0], photos=[photo()]), breach(inspector, stops[1])
    with acting_as(inspector):
        step_finding(by=inspector, finding=proposed, to="PROPOSED", why="derde keer")
    client = as_user(legal)
    page = client.get("/controles/").content.decode()
    assert proposed.number in page
    assert WATCHED in page
    assert quiet.number not in page
    assert control.number not in page
    assert client.get(quiet.address).status_code == 404
    assert client.get(control.address).status_code == 404
    detail = client.get(proposed.address).content.decode()
    for words in ("matrassen", "derde keer", "Start een maatregel", "Foto 1"):
        assert words in detail
    assert control.number not in detail
    handed = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', detail))
    opened = client.post("/maatregelen/nieuw/", handed)
    assert opened.status_code == 200
    for words in (
        proposed.number,
        "matrassen",
        "derde keer",
        f"{timezone.localdate(proposed.seen_at):%d-%m-%Y}",
    ):
        assert words in opened.content.decode()
    assert proposed.number not in client.get("/maatregelen/").content.decode()
    assert "1" in client.get("/").content.decode()
    assert client.post(f"{proposed.address}stap/taken/", {"number": "later"}).status_code == 422
    assert client.post(f"{proposed.address}foto/", {}).status_code == 403
    assert client.post(f"{proposed.address}stap/taken/", {"number": "MA-2026-00003"}).status_code == 302
    assert "MA-2026-00003" in as_user(inspector).get(proposed.address).content.decode()


def test_the_route_sheet_holds_what_the_pocket_needs(as_user: Any, inspector: User) -> None:
    control = furnished(inspector, prepared(inspector, instruction="Eerst bellen, dan gaan."))
    page = as_user(inspector).get(f"{control.address}route/").content.decode()
    for words in (
        "Eerst bellen, dan gaan.",
        WATCHED,
        "Veel verkeer in de avond",
        "sterke arm",
        "Toestemming van",
        "Staan er vaten",
        "Opiumwet 13b",
    ):
        assert words in page


def test_the_list_leaves_as_a_file_that_no_sheet_takes_for_a_formula_and_that_is_on_record(
    as_user: Any, coordinator: User, inspector: User
) -> None:
    control = running(coordinator)
    coordinator.name = "=HYPERLINK(1)"
    coordinator.save()
    answer = as_user(coordinator).post("/controles/export/", {})
    text = answer.content.decode("utf-8-sig")
    assert control.number in text
    assert "'=HYPERLINK(1)" in text
    event = AuditEvent.objects.using("audit").filter(action=Action.EXPORT).latest("at")
    assert event.details["rows"] == 1
    assert as_user(coordinator).get("/controles/export/").status_code == 405
    assert as_user(inspector).post("/controles/export/", {}).status_code == 403


def test_a_second_visit_waits_on_the_start_page_until_it_is_done(as_user: Any, inspector: User) -> None:
    control = running(inspector)
    stop = stops_of(inspector, control)[0]
    with acting_as(inspector):
        plan_revisit(by=inspector, stop=stop, on=clock.today() + timedelta(days=3))
    client = as_user(inspector)
    tiles = {tile.label: tile.count for tile in client.get("/").context["tiles"]}
    assert (tiles["Hercontrole binnen 14 dagen"], tiles["Hercontrole te laat"]) == ("1", "0")
    assert tiles["Controles vandaag"] in {"0", "1"}  # near midnight the control is of tomorrow
    assert WATCHED in client.get("/controles/hercontroles/").content.decode()
    here = f"{control.address}adres/{stop.pk}/hercontrole/"
    assert client.post(here, {"on": "vandaag"}).status_code == 422
    assert client.post(here, {"on": "vandaag", "result": "MENDED"}).status_code == 302
    assert WATCHED not in client.get("/controles/hercontroles/").content.decode()


def test_the_page_of_premises_tells_which_controls_were_there(
    as_user: Any, inspector: User, coordinator: User, cast: dict[str, User]
) -> None:
    control = running(inspector)
    stop = stops_of(inspector, control)[0]
    breach(inspector, stop)
    with acting_as(coordinator):
        subject = Stop.objects.visible_to(coordinator).select_related("subject").get(pk=stop.pk).subject
    assert subject is not None
    page = as_user(coordinator).get(subject.address).content.decode()
    assert "Controles op dit adres" in page
    assert control.number in page


def test_bibob_reads_the_breaches_of_finished_controls_at_the_address(
    as_user: Any, inspector: User, cast: dict[str, User]
) -> None:
    control = running(inspector)
    row = breach(inspector, stops_of(inspector, control)[0])
    finished(inspector, control)
    client = as_user(cast["bibob"])
    data = {"application": "Z-1", "decision_kind": "OPERATING", "question": "Bornsestraat 12, Almelo"}
    answer = client.get(client.post("/bibob/", data)["Location"]).content.decode()
    assert row.number in answer
    assert "Omgevingsplan" in answer
    event = (
        AuditEvent.objects.using("audit")
        .filter(action=Action.DISCLOSE, record_type="inspections.finding")
        .latest("at")
    )
    assert json.dumps(str(row.pk)) in json.dumps(event.shown)
    assert client.get(row.address).status_code == 403


def test_a_finding_becomes_a_signal_by_one_press(as_user: Any, inspector: User) -> None:
    row = breach(inspector, stops_of(inspector, running(inspector))[0])
    client = as_user(inspector)
    assert client.get(f"{row.address}signaal/").status_code == 200
    assert client.post(f"{row.address}signaal/", {}).status_code == 302
    again = client.post(f"{row.address}signaal/", {})
    assert again.status_code == 422
    assert "al een signaal" in again.content.decode()
    with acting_as(inspector):
        assert Finding.objects.visible_to(inspector).get().signalled_at is not None


def test_an_analyst_reads_and_does_not_write(as_user: Any, inspector: User, cast: dict[str, User]) -> None:
    control = running(inspector)
    client, here = as_user(cast["analyst"]), at(inspector, control)
    assert "data-field-form" not in client.get(here).content.decode()
    note = {"act": "notitie", "text": "x", "token": str(uuid4())}
    assert client.post(here, note).status_code == 403
    assert client.get(f"{control.address}adres/").status_code == 403
