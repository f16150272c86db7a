"""The inbox and the pages of one signal: what the user sees, and what never leaves the server."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.contexts import acting_as
from audit.models import AuditEvent
from core import clock
from core.tables import safe_cell
from signals.models import KeyKind, SignalStep
from signals.queries.evidence import evidence_of
from signals.queries.inbox import Filters, inbox, lane_counts
from tests.signals.triage_world import fresh, make_signal, weigh

pytestmark = pytest.mark.django_db


def page(response):
    return response.content.decode()


def lines(action, **where):
    return list(AuditEvent.objects.using("audit").filter(action=action, **where))


def test_the_list_shows_own_signals_and_not_those_of_the_neighbour(almelo, twenterand, cast, as_user):
    mine = make_signal(almelo, title="Aceton in garagebox")
    make_signal(twenterand, title="Zwanenzang aan de grens")
    text = page(as_user(cast["analyst"]).get("/signalen/"))
    assert mine.number in text
    assert "Zwanenzang" not in text


def test_nothing_is_read_before_a_signal_is_chosen(almelo, cast, as_user):
    signal = make_signal(almelo)
    client = as_user(cast["analyst"])
    client.get("/signalen/")
    assert lines("READ", record_id=str(signal.pk)) == []
    assert len(lines("LIST", shown__contains=[str(signal.pk)])) == 1
    client.get(f"/signalen/?signaal={signal.number}")
    assert len(lines("READ", record_id=str(signal.pk))) == 1


def test_persons_never_leave_the_server_before_weging_1_is_yes(almelo, cast, as_user):
    signal = make_signal(almelo, involved="Henk de Vries\nVK-482-R")
    client = as_user(cast["coordinator"])
    secrets = ("Henk", "Vries", "06-12345678", "VK-482-R", "VK482R")
    for address in (f"/signalen/?signaal={signal.number}", f"/signalen/{signal.number}/"):
        text = page(client.get(address))
        assert "jerrycans" in text
        assert [word for word in secrets if word in text] == []
    weigh(cast["coordinator"], signal, W1=True)
    assert "Henk de Vries" in page(client.get(f"/signalen/{signal.number}/"))


def test_of_anonymous_information_only_the_week_of_receipt_is_shown(almelo, cast, as_user, time_machine):
    time_machine.move_to("2026-11-19T14:37:00+01:00", tick=False)
    signal = make_signal(almelo, source_type="ANONYMOUS", police_alignment="AGREED")
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)
    client = as_user(cast["analyst"])
    for address in (f"/signalen/?signaal={signal.number}", f"/signalen/{signal.number}/"):
        text = page(client.get(address))
        assert "Anonieme informatie" in text
        assert "week 47" in text
        assert not re.search(r"14:37|13:37|19 nov|2026-11-19", text)


def test_a_hidden_signal_does_not_exist(almelo, twenterand, cast, as_user):
    hidden = make_signal(twenterand, title="Zwanenzang aan de grens")
    client = as_user(cast["analyst"])
    assert client.get(f"/signalen/{hidden.number}/").status_code == 404
    chosen, absent = (
        page(client.get(f"/signalen/?signaal={number}")) for number in (hidden.number, "S-2026-99999")
    )
    assert "Zwanenzang" not in chosen
    assert "Dit signaal is er niet" in chosen and "Dit signaal is er niet" in absent


@pytest.mark.parametrize(
    "part", ["reporter", "police", "admin", "manager", "privacy_officer", "m_authorised"]
)
def test_other_roles_have_no_inbox(part, cast, as_user):
    assert as_user(cast[part]).get("/signalen/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_rows(almelo, cast, as_user):
    client = as_user(cast["analyst"])
    counts = []
    for more in (1, 2, 47):
        for number in range(more):
            make_signal(almelo, days_ago=number, location=f"Straatweg {number + 1}, Almelo")
        client.get("/signalen/")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get("/signalen/")
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2] <= 32


def test_pages_follow_each_other_without_gap_or_double(almelo, cast):
    signals = [make_signal(almelo, days_ago=number % 7) for number in range(57)]
    with acting_as(cast["analyst"]):
        first = inbox(cast["analyst"], Filters())
        second = inbox(cast["analyst"], Filters(after=first.following))
    numbers = [row.signal.number for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), second.following) == (50, 7, "")
    assert sorted(numbers) == sorted(signal.number for signal in signals)


def test_lanes_count_what_they_hold(almelo, cast):
    analyst = cast["analyst"]
    make_signal(almelo)
    weigh(analyst, make_signal(almelo), W1=True, W2A=True, W2B=True)
    with acting_as(analyst):
        counts = lane_counts(analyst)
    assert {lane: count for lane, count in counts.items() if count} == {"nieuw": 1, "weging-3": 1}


def test_filters_stand_in_the_address_and_come_back_from_it():
    asked = Filters(lane="wacht", source="ODT", older=5, who="niemand", text="garage")
    query = dict(part.split("=") for part in asked.query().split("&"))
    assert Filters.read(query) == asked
    assert Filters.read({"bak": "<script>", "ouder": "999", "bron": "x"}) == Filters()


def test_evidence_says_what_agrees_differs_and_is_missing(almelo, cast):
    one = make_signal(almelo, location="Plesmanweg 88-2, 7602 PX Almelo", narrative="Vreemde geur.")
    other = make_signal(almelo, location="PLESMANWEG 88, Almelo", narrative="Auto's in de nacht.")
    with acting_as(cast["analyst"]):
        (card,) = evidence_of(cast["analyst"], one, str)
    assert (card.kind, card.title) == (KeyKind.LOCATION, "1 ander signaal op Plesmanweg 88")
    assert card.agrees == "straat, huisnummer, plaats"
    assert card.differs == "toevoeging 2 / –"
    assert card.missing == "postcode bij het andere"
    assert [item["number"] for item in card.items] == [other.number]


def test_the_same_text_twice_is_found(almelo, cast):
    one, other = make_signal(almelo), make_signal(almelo, source_type="CITIZEN")
    with acting_as(cast["analyst"]):
        cards = {card.kind: card for card in evidence_of(cast["analyst"], one, str)}
    assert cards["TWIN"].agrees == "de hele tekst"
    assert cards["TWIN"].signals == [other]


def test_evidence_names_no_plate_before_weging_1_is_yes(almelo, cast):
    one = make_signal(almelo)
    make_signal(almelo, narrative="Gezien bij een dump: bus VK-482-R.")
    with acting_as(cast["analyst"]):
        cards = {card.kind: card.title for card in evidence_of(cast["analyst"], one, str)}
    assert cards["PLATE"] == "1 ander signaal"
    with acting_as(cast["analyst"]):
        weighed = weigh(cast["analyst"], one, W1=True)
        cards = {card.kind: card.title for card in evidence_of(cast["analyst"], weighed, str)}
    assert cards["PLATE"] == "1 ander signaal met kenteken VK482R"


def test_evidence_and_counts_know_only_visible_signals(almelo, twenterand, cast):
    one = make_signal(almelo)
    make_signal(twenterand)
    make_signal(almelo, confidentiality=4)
    with acting_as(cast["analyst"]):
        assert evidence_of(cast["analyst"], one, str) == []
        assert [row.known for row in inbox(cast["analyst"], Filters()).rows] == [0]


def test_weighing_works_as_a_plain_form_and_comes_back_to_the_list(almelo, cast, as_user):
    signal, client = make_signal(almelo), as_user(cast["analyst"])
    answer = {"question": "W1", "answer": "ja", "checked": ["V5"], "version": signal.version}
    response = client.post(f"/signalen/{signal.number}/weging/", answer | {"terug": "bak=nieuw&bron=ODT"})
    assert response.url == f"/signalen/?bak=nieuw&bron=ODT&signaal={signal.number}"
    assert f"{signal.number}: weging 1 is ja." in page(client.get(response.url))
    assert fresh(signal).weighed_yes


def test_weighing_on_the_full_page_comes_back_there_with_the_way_to_undo_it(almelo, cast, as_user):
    signal = make_signal(almelo)
    client = as_user(cast["analyst"])
    answer = {"question": "W1", "answer": "ja", "checked": ["V5"], "version": signal.version}
    after = client.post(f"/signalen/{signal.number}/weging/", answer, follow=True)
    assert after.redirect_chain[-1][0] == f"/signalen/{signal.number}/"
    text = page(after)
    assert text.count(f"{signal.number}: weging 1 is ja.") == 1
    assert re.search(r'name="terug" value=""', text)
    undo = re.search(rf'class="toast".*?action="(/signalen/{signal.number}/ongedaan/[^"]+)"', text)
    assert client.post(undo[1], {"terug": ""}, follow=True).status_code == 200
    assert not fresh(signal).weighed_yes


def test_a_refused_answer_keeps_what_was_typed(almelo, cast, as_user):
    signal, client = make_signal(almelo), as_user(cast["analyst"])
    answer = {
        "question": "W1",
        "answer": "ja",
        "checked": ["K1"],
        "motivation": "rook",
        "version": signal.version,
    }
    response = client.post(f"/signalen/{signal.number}/weging/", answer)
    assert response.status_code == 422
    text = page(response)
    assert "Kruis minstens één punt aan bij “Lokale verankering”." in text
    assert re.search(r'value="K1" checked', text) and ">rook</textarea>" in text


def test_a_decision_goes_on_to_the_next_signal_and_can_be_undone_from_the_page(almelo, cast, as_user):
    following, signal = make_signal(almelo, days_ago=2), make_signal(almelo, days_ago=1)
    signal = weigh(cast["coordinator"], signal, W1=False)
    client = as_user(cast["coordinator"])
    response = client.post(
        f"/signalen/{signal.number}/besluit/",
        {"outcome": "NOT_UNDERMINING", "why": "klacht", "version": signal.version, "terug": "bak=nieuw"},
    )
    assert response.url == f"/signalen/?bak=nieuw&signaal={following.number}"
    with acting_as(cast["coordinator"]):
        rows = SignalStep.objects.filter(signal=signal, kind="DECIDED").visible_to(cast["coordinator"])
        undo = f"/signalen/{signal.number}/ongedaan/{rows.get().pk}/"
    assert undo in page(client.get(response.url))
    client.post(undo)
    assert fresh(signal).state == "WEIGHING"


def test_htmx_gets_only_the_pane_that_changes(almelo, cast, as_user):
    signal, client = make_signal(almelo), as_user(cast["analyst"])
    headers = {"HX-Request": "true", "HX-Target": "signaal"}
    text = page(client.get(f"/signalen/?signaal={signal.number}", headers=headers))
    assert text.lstrip().startswith("<article") and 'hx-swap-oob="outerHTML"' in text
    assert "<html" not in text and "signal-list" not in text


def test_the_standard_view_comes_back_and_holds_no_searched_words(almelo, cast, as_user):
    client = as_user(cast["analyst"])
    client.post("/signalen/weergave/", {"terug": "bak=wacht&bron=ODT&q=zwanenzang"})
    assert client.get("/signalen/").url == "/signalen/?bak=wacht&bron=ODT"
    assert as_user(cast["coordinator"]).get("/signalen/").status_code == 200


def test_bulk_previews_what_will_not_change(almelo, cast, as_user):
    free, mine = make_signal(almelo), make_signal(almelo)
    client = as_user(cast["analyst"])
    client.post(f"/signalen/{mine.number}/toewijzen/", {"act": "nemen"})
    text = page(client.get("/signalen/samen/", {"act": "toewijzen", "nummers": [free.number, mine.number]}))
    assert "Dit verandert (1)" in text and "Dit verandert niet (1)" in text
    assert "Dit signaal is al van u." in text
    client.post("/signalen/samen/", {"act": "toewijzen", "nummers": [free.number, mine.number]})
    assert fresh(free).handler_id == cast["analyst"].pk


def test_the_export_is_watermarked_formula_safe_and_on_record(almelo, cast, as_user):
    signal = make_signal(almelo, title="=1+1 loods")
    response = as_user(cast["coordinator"]).post("/signalen/export/?bak=nieuw", {"soort": "csv"})
    text = response.content.decode("utf-8-sig")
    assert text.startswith(f"Gemaakt door Sanne Broekhuis op {clock.today():%d-%m-%Y}")
    assert "'=1+1 loods" in text and "jerrycans" not in text
    assert len(lines("EXPORT", shown__contains=[str(signal.pk)])) == 1
    assert as_user(cast["analyst"]).post("/signalen/export/", {"soort": "csv"}).status_code == 403
    assert [safe_cell(text) for text in ("@a", "-1", "a-b", None)] == ["'@a", "'-1", "a-b", ""]
