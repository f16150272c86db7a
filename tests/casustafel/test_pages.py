"""The pages of hosts and guests, through the front door."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail

from casustafel.models import AgendaItem, Meeting, Pack
from tests.casustafel.table import Table

pytestmark = pytest.mark.django_db


def test_the_chair_plans_a_meeting_and_puts_an_item_on_it(as_user: Any, table: Table) -> None:
    chair = as_user(table.chair)
    typed = {
        "name": "Casustafel",
        "day": "14 dec 2026",
        "begins_at": "9:30",
        "minutes": "90",
        "chair": str(table.chair.pk),
        "secretary": "",
        "place": "Zaal 2",
        "video": "",
        "access_days": "42",
    }
    answer = chair.post("/casustafel/nieuw/", typed)
    assert answer.status_code == 302, answer.content.decode()
    url = answer.headers["Location"]
    assert "Nog geen punten" in chair.get(url).content.decode()
    item = {
        "title": "Zilvermeeuw",
        "question": "Gaan we controleren?",
        "goal": "DECIDE",
        "kind": "PLAN_CONTROL",
        "minutes": "15",
        "territory": ["GM0141"],
        "regimes": ["avg_internal"],
    }
    answer = chair.post(f"{url}nieuw-punt/", item)
    assert answer.status_code == 302, answer.content.decode()
    page = chair.get(url).content.decode()
    assert "Gaan we controleren?" in page and "15 van 90 minuten" in page


def test_a_form_that_is_sent_twice_makes_one(as_user: Any, table: Table, meeting: Meeting) -> None:
    chair = as_user(table.chair)
    for url, more in (
        ("/casustafel/nieuw/", {"name": "Dubbel", "day": "14 dec 2026", "begins_at": "9:30"}),
        (f"{meeting.address}nieuw-punt/", {"title": "Dubbel", "question": "Wat nu?"}),
    ):
        typed = _typed(chair, url) | more
        first, again = (chair.post(url, typed) for _ in range(2))
        assert first.status_code == again.status_code == 302, first.content.decode()
        assert first.headers["Location"] == again.headers["Location"]


def test_without_a_question_there_is_no_item_and_nothing_typed_is_lost(
    as_user: Any, table: Table, meeting: Meeting
) -> None:
    typed = {"title": "Zilvermeeuw", "question": " ", "goal": "WEIGH", "kind": "PROPOSAL", "minutes": "5"}
    answer = as_user(table.chair).post(f"{meeting.address}nieuw-punt/", typed)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Zonder vraag geen punt" in body and 'value="Zilvermeeuw"' in body


def test_every_page_of_a_host_opens(as_user: Any, table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    chair = as_user(table.chair)
    for url in (
        "/casustafel/",
        "/casustafel/nieuw/",
        "/casustafel/reeksen/nieuw/",
        "/casustafel/kalender/",
        *(
            f"{meeting.address}{part}"
            for part in ("", "wijzigen/", "afgelasten/", "genodigden/", "nieuw-punt/", "versturen/")
        ),
        *(
            f"{item.address}{part}"
            for part in ("", "bewerken/", "genodigden/", "stuk/", "splitsen/", "parkeren/", "van-de-agenda/")
        ),
    ):
        assert chair.get(url).status_code == 200, url


def test_two_people_send_and_each_guest_gets_a_mail_without_content(
    as_user: Any, table: Table, meeting: Meeting, django_capture_on_commit_callbacks: Any
) -> None:
    table.invite(table.item(meeting), "police")
    url = f"{meeting.address}versturen/"
    chair, second = as_user(table.chair), as_user(table.second)
    assert chair.post(url, {"act": "klaar", "version": _version(chair, url)}).status_code == 302
    refused = chair.post(url, {"act": "verstuur", "version": _version(second, url)})
    assert refused.status_code == 422 and "tweede persoon" in refused.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert second.post(url, {"act": "verstuur", "version": _version(second, url)}).status_code == 302
    assert len(mail.outbox) == 5
    for sent in mail.outbox:
        text = sent.subject + sent.body
        assert meeting.number in text and meeting.address in text
        assert "Zilvermeeuw" not in text and "politie" not in text.lower() and len(sent.to) == 1


def test_a_guest_accepts_secrecy_once_and_then_reads_his_items_only(
    as_user: Any, table: Table, meeting: Meeting
) -> None:
    table.invite(table.item(meeting), "police")
    table.item(meeting, "Kievit")
    table.send(meeting)
    police = as_user(table.people["police"])
    page = police.get(meeting.address).content.decode()
    assert "Zilvermeeuw" not in page and "geheimhouding/" in page
    assert police.post(f"{meeting.address}geheimhouding/", {}).status_code == 422
    assert police.post(f"{meeting.address}geheimhouding/", {"agreed": "on"}).status_code == 302
    page = police.get(meeting.address).content.decode()
    assert "Wat doen we met Zilvermeeuw?" in page and "Kievit" not in page and "Geheim." in page
    (pack,) = table.all(Pack, meeting=meeting, recipient=table.people["police"])
    assert pack.seen_at is not None


def test_a_guest_is_told_what_changed_since_he_last_looked(
    as_user: Any, table: Table, meeting: Meeting
) -> None:
    item, other = table.item(meeting), table.item(meeting, "Kievit")
    table.invite(item, "police")
    table.send(meeting)
    table.accept(meeting, "police")
    police = as_user(table.people["police"])
    assert "Sinds u voor het laatst keek" not in police.get(meeting.address).content.decode()
    table.invite(other, "police")
    chair = as_user(table.chair)
    edit = f"{item.address}bewerken/"
    typed = _typed(chair, edit) | {"question": "Sluiten we Zilvermeeuw?", "regimes": ["avg_internal"]}
    assert chair.post(edit, typed).status_code == 302
    # Not before it is sent again.
    assert "Sluiten we" not in police.get(meeting.address).content.decode()
    table.send(table.fresh(meeting))
    page = police.get(meeting.address).content.decode()
    assert "Sinds u voor het laatst keek" in page and "1 nieuw punt" in page
    assert "vraag was “Wat doen we met Zilvermeeuw?”, nu “Sluiten we Zilvermeeuw?”" in page


def test_a_host_moves_items_with_plain_buttons_and_with_a_script(
    as_user: Any, table: Table, meeting: Meeting
) -> None:
    items = [table.item(meeting, name) for name in ("Een", "Twee", "Drie")]
    chair, url = as_user(table.chair), f"{meeting.address}volgorde/"
    assert chair.post(url, {"punt": items[2].number, "naar": "op"}).status_code == 302
    assert _order(chair, meeting) == ["Een", "Drie", "Twee"]
    answer = chair.post(url, {"punt": items[0].number, "naar": "neer"}, headers={"HX-Request": "true"})
    assert "Een staat nu op plaats 2 van 3." in answer.content.decode()
    assert chair.post(url, {"punt": items[1].number, "naar": items[2].number}).status_code == 302
    assert _order(chair, meeting) == ["Twee", "Drie", "Een"]
    assert chair.post(url, {"punt": items[1].number, "naar": "op"}).status_code == 302
    assert _order(chair, meeting) == ["Twee", "Drie", "Een"]
    assert chair.post(url, {"punt": "AP-NIETS", "naar": "op"}).status_code == 302


def test_who_may_not_hear_it_is_refused_with_the_reason_and_offered_a_way_out(
    as_user: Any, table: Table, meeting: Meeting
) -> None:
    item = table.item(meeting, regimes=["avg_internal", "wpg_received"])
    chair, url = as_user(table.chair), f"{item.address}genodigden/"
    neighbour = table.people["twenterand_analyst"].pk
    typed = {f"in-{neighbour}": "on", f"why-{neighbour}": "Buurt", f"basis-{neighbour}": "", "version": "1"}
    answer = chair.post(url, typed)
    body = answer.content.decode()
    assert answer.status_code == 422 and "Politiegegevens gaan alleen naar" in body and "Splits" in body
    page = chair.get(meeting.address).content.decode()
    assert "mag dit niet horen" in page or "mogen dit niet horen" in page
    split = f"{item.address}splitsen/?voor={neighbour}"
    answer = chair.post(
        split,
        {
            "question": "Speelt dit ook bij u?",
            "regimes": ["avg_internal"],
            "minutes": "5",
            "why": "Zelfde straat",
            "legal_basis": _first_basis(chair, split),
            "beyond_territory": "on",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert len(table.all(AgendaItem, meeting=meeting)) == 2


def test_two_who_edit_one_item_lose_nothing(as_user: Any, table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    chair, second, url = as_user(table.chair), as_user(table.second), f"{item.address}bewerken/"
    mine, hers = _typed(chair, url), _typed(second, url)
    assert second.post(url, hers | {"question": "Haar vraag?"}).status_code == 302
    answer = chair.post(url, mine | {"question": "Zijn vraag?"})
    body = answer.content.decode()
    assert answer.status_code == 409 and "Haar vraag?" in body and "Zijn vraag?" in body
    again = dict(re.findall(r'name="(version)" value="(\d+)"', body))
    assert chair.post(url, mine | {"question": "Zijn vraag?"} | again).status_code == 302
    assert table.fresh(item).question == "Zijn vraag?"


def _version(client: Any, url: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(url).content.decode())
    assert found is not None
    return found[1]


def _order(client: Any, meeting: Meeting) -> list[str]:
    page = client.get(meeting.address).content.decode()
    return re.findall(r'<h3><a href="/casustafel/punten/[^"]+">([^<]+)</a>', page)


def _typed(client: Any, url: str) -> dict[str, Any]:
    form = client.get(url).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def _first_basis(client: Any, url: str) -> str:
    form = client.get(url).context["form"]
    return str(form.fields["legal_basis"].choices[1][0])
