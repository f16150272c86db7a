"""Reporting: two minutes on a phone, nothing typed is lost, one press or two make one signal."""

from __future__ import annotations

import io
import json
import re
import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from access.contexts import SYSTEM, acting_as
from core import clock
from documents.models import Document
from signals.models import Report, ReportDraft, Signal
from signals.operations import reports as report_operations
from tests.signals.importing import all_signals

pytestmark = pytest.mark.django_db
NEW = "/signalen/nieuw/"
STORY = (
    "Afgeplakte ramen en een sterke hennepgeur bij Haven Noordzijde 71 H. De bus van Jan de Boer staat er."
)


def filled(**changed):
    """The form as a browser sends it."""
    return {
        "token": str(uuid.uuid4()),
        "narrative": STORY,
        "title": "",
        "location": "Haven Noordzijde 71 H",
        "observed": "gisteren",
        "involved": "witte bus",
        "urgency": "NORMAL",
        "team": "Buitendienst",
        "act": "send",
    } | changed


def a_photo(name="foto.jpg", colour="red"):
    """A photo that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Toestel van de melder"
    Image.new("RGB", (640, 480), colour).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def drafts():
    with acting_as(SYSTEM, why="test"):
        return list(ReportDraft.objects.unrestricted(why="test"))


def reports():
    with acting_as(SYSTEM, why="test"):
        return list(Report.objects.unrestricted(why="test").select_related("signal"))


def photos_of(signal):
    with acting_as(SYSTEM, why="test"):
        rows = Document.objects.filter(record_id=signal.pk).unrestricted(why="test")
        return list(rows.order_by("created_at"))


@pytest.fixture
def melder(as_user, cast):
    return as_user(cast["reporter"])


def test_a_report_becomes_a_signal_and_the_reporter_gets_a_number(melder, cast):
    answer = melder.post(NEW, filled(observed="vorige week", urgency="HIGH"), follow=True)
    (report,) = reports()
    (signal,) = all_signals()
    assert answer.redirect_chain == [(f"/signalen/nieuw/verzonden/{report.number}/", 302)]
    page = answer.content.decode()
    assert report.number in page
    assert "Wat gebeurt er nu?" in page
    assert signal.number not in page
    assert (signal.narrative, signal.location, signal.involved) == (
        STORY,
        "Haven Noordzijde 71 H",
        "witte bus",
    )
    assert (signal.urgency, signal.team, signal.owner.code) == ("HIGH", "Buitendienst", "almelo")
    assert (signal.observed_precision, signal.observed_text) == ("WEEK", "vorige week")
    assert report.reporter == cast["reporter"]


def test_the_title_is_proposed_without_names_and_addresses(melder):
    melder.post(NEW, filled())
    assert all_signals()[0].title == "Afgeplakte ramen en een sterke hennepgeur"


def test_a_title_with_a_name_is_refused_and_everything_typed_stands(melder):
    answer = melder.post(NEW, filled(title="Kwekerij van Jan de Boer", team="Team Oost"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit lijkt op een naam" in page
    assert "Haven Noordzijde 71 H. De bus van" in page
    assert 'value="Team Oost"' in page
    assert all_signals() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"narrative": "  "}, "Beschrijf wat u heeft gezien of gehoord."),
        ({"observed": "ooit eens"}, "is geen datum die VIK begrijpt"),
        ({"observed": "1-1-2031"}, "Deze datum ligt in de toekomst"),
        ({"latitude": "48.85", "longitude": "2.35"}, "ligt buiten Nederland"),
    ],
)
def test_what_is_wrong_stands_next_to_its_field(melder, change, sentence):
    answer = melder.post(NEW, filled(**change))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert all_signals() == []


def test_a_spot_on_the_map_comes_along(melder):
    melder.post(NEW, filled(location="", latitude="52.356100", longitude="6.662300"))
    assert all_signals()[0].spot == {"lat": 52.3561, "lng": 6.6623}


def test_pressing_twice_makes_one_signal_and_shows_the_same_number(melder):
    form = filled()
    first = melder.post(NEW, form)
    second = melder.post(NEW, form)
    assert first.url == second.url
    assert len(all_signals()) == len(reports()) == 1
    assert drafts() == []


def test_two_presses_at_the_same_moment_make_one_signal(melder, monkeypatch):
    form = filled()
    first = melder.post(NEW, form)
    asked = []

    def not_yet_seen(by, key):
        asked.append(key)
        return real(by, key) if len(asked) > 1 else None

    # The second press looked before the first had finished.
    real = report_operations._sent_before
    monkeypatch.setattr(report_operations, "_sent_before", not_yet_seen)
    second = melder.post(NEW, form)
    assert second.url == first.url
    assert len(all_signals()) == 1


def test_photos_come_with_the_signal_and_are_no_longer_the_senders(melder, cast):
    melder.post(NEW, filled() | {"photos": [a_photo("een.jpg"), a_photo("twee.jpg", "blue")]})
    (signal,) = all_signals()
    photos = photos_of(signal)
    assert [photo.filename for photo in photos] == ["een.jpg", "twee.jpg"]
    for photo in photos:
        assert photo.stored_by is None
        assert cast["reporter"].pk not in photo.acl
        assert set(photo.acl) == set(signal.acl)


def test_photos_survive_a_mistake_in_the_form(melder):
    form = filled(narrative="") | {"photos": [a_photo()]}
    page = melder.post(NEW, form).content.decode()
    assert "Wat al is bewaard" in page
    assert "foto.jpg" in page
    melder.post(NEW, filled(token=form["token"]))
    assert [photo.filename for photo in photos_of(all_signals()[0])] == ["foto.jpg"]
    assert drafts() == []


def test_a_photo_can_be_taken_away_again(melder):
    melder.post(NEW, filled(narrative="") | {"photos": [a_photo()]})
    (photo,) = drafts()[0].content["photos"]
    melder.post(NEW, filled(away=[photo["id"]]))
    assert photos_of(all_signals()[0]) == []
    with acting_as(SYSTEM, why="test"):
        assert Document.objects.unrestricted(why="test").get(pk=photo["id"]).destroyed_at is not None


def test_what_is_no_photo_is_refused_with_its_name_and_the_rest_is_kept(melder):
    wrong = SimpleUploadedFile("virus.jpg", b"MZ this is a programme")
    answer = melder.post(NEW, filled() | {"photos": [a_photo("goed.jpg"), wrong]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.jpg" in page
    assert "goed.jpg" in page
    assert all_signals() == []


def test_at_most_eight_photos(melder):
    many = [a_photo(f"{n}.jpg", (n * 20, 0, 0)) for n in range(9)]
    answer = melder.post(NEW, filled() | {"photos": many})
    assert "hoogstens 8 bestanden" in answer.content.decode()
    assert len(drafts()[0].content["photos"]) == 8


def test_the_form_says_call_112_first(melder):
    page = melder.get(NEW).content.decode()
    assert page.index("Bel 112") < page.index("Wat heeft u gezien of gehoord?")


# --- drafts -----------------------------------------------------------------------------------------


def save(client, **fields):
    body = {"fields": {name: [value] for name, value in fields.items()}}
    return client.post(f"{NEW}concept/", json.dumps(body), content_type="application/json")


def test_what_is_typed_is_kept_and_put_back(melder):
    assert save(melder, narrative="Half geschr", location="Windslaan").json() == {"saved": True}
    page = melder.get(NEW).content.decode()
    assert "Half geschr" in page
    assert 'value="Windslaan"' in page
    assert "teruggezet" in page


def test_a_draft_is_sealed_in_the_database(melder):
    save(melder, narrative="Zeer herkenbare tekst")
    (draft,) = drafts()
    with acting_as(SYSTEM, why="test"), connection.cursor() as cursor:
        cursor.execute("SELECT content::text FROM signals_reportdraft WHERE id = %s", [draft.pk])
        assert "herkenbare" not in cursor.fetchone()[0]


def test_a_draft_of_somebody_else_is_not_seen(melder, as_user, cast):
    save(melder, narrative="Van de melder")
    for part in ("coordinator", "analyst", "inspector"):
        other = as_user(cast[part])
        assert "Van de melder" not in other.get(NEW).content.decode()
        with acting_as(cast[part], why="test"):
            assert not ReportDraft.objects.unrestricted(why="test").exists()


def test_sending_clears_the_draft_and_a_late_save_does_not_bring_it_back(melder):
    form = filled()
    save(melder, **{name: form[name] for name in ("token", "narrative")})
    melder.post(NEW, form)
    assert drafts() == []
    late = save(melder, token=form["token"], narrative=STORY)
    assert late.json() == {"saved": False}
    assert drafts() == []


def test_without_javascript_the_report_can_wait(melder):
    answer = melder.post(
        NEW, filled(act="keep", narrative="Later meer") | {"photos": [a_photo()]}, follow=True
    )
    page = answer.content.decode()
    assert "Uw concept is bewaard" in page
    assert "Later meer" in page
    assert "foto.jpg" in page
    assert all_signals() == []
    melder.post(NEW, {"act": "discard"})
    assert drafts() == []


@pytest.mark.parametrize("body", ["", "[]", '{"fields": 3}', '{"fields": {"narrative": 3}}'])
def test_a_draft_that_is_no_draft_is_refused(melder, body):
    answer = melder.post(f"{NEW}concept/", body, content_type="application/json")
    assert answer.status_code == 422
    assert drafts() == []


def test_a_draft_has_an_end(melder):
    answer = save(melder, narrative="x" * 70_000)
    assert answer.status_code == 422
    assert save(melder, narrative="x" * 250_000).status_code == 413
    assert drafts() == []


# --- while typing -----------------------------------------------------------------------------------


def test_a_vague_date_is_explained_at_once(melder):
    yesterday = clock.today() - timedelta(days=1)
    answer = melder.get(f"{NEW}datum/", {"q": "gisteren"})
    assert answer.json() == {"understood": f"{yesterday:%d-%m-%Y}"}
    for unclear in ("ooit", "1-1-2031"):
        assert melder.get(f"{NEW}datum/", {"q": unclear}).json() == {"understood": ""}
    assert date.today().year >= 2026


def test_the_title_follows_the_text_until_somebody_writes_his_own(melder):
    proposed = melder.post(f"{NEW}titel/", {"narrative": STORY, "title": "", "proposed": ""}).content.decode()
    assert 'value="Afgeplakte ramen en een sterke hennepgeur"' in proposed
    own = melder.post(
        f"{NEW}titel/", {"narrative": STORY, "title": "Mijn titel", "proposed": ""}
    ).content.decode()
    assert 'value="Mijn titel"' in own
    warned = melder.post(f"{NEW}titel/", {"narrative": STORY, "title": "Pand van J. de Wit"}).content.decode()
    assert "Dit lijkt op een naam" in warned


def test_the_map_is_our_own_and_of_the_own_municipality(melder):
    shapes = melder.get(f"{NEW}gebieden/").json()
    assert "Windmolenbroek" in {shape["properties"]["name"] for shape in shapes["features"]}


# --- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["police", "manager", "auditor", "admin"])
def test_who_may_not_report_gets_a_sentence(as_user, cast, part):
    client = as_user(cast[part])
    for page in (NEW, "/signalen/eigen/"):
        answer = client.get(page)
        assert answer.status_code == 403
        assert "Dit kan alleen" in answer.content.decode()


def test_the_form_takes_few_queries_however_many_reports_there_are(melder):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert melder.get(NEW).status_code == 200
        return len(captured)

    queries()  # what is remembered once, is remembered now
    first = queries()
    for _ in range(3):
        melder.post(NEW, filled())
    assert queries() == first


def test_the_token_is_fresh_on_every_form(melder):
    def token():
        return re.search(r'name="token" value="([^"]+)"', melder.get(NEW).content.decode())[1]

    assert token() != token()


def test_the_signal_does_not_say_who_reported(melder, cast):
    melder.post(NEW, filled())
    with acting_as(cast["coordinator"], why="test"):
        (signal,) = Signal.objects.visible_to(cast["coordinator"])
        assert not Report.objects.unrestricted(why="test").exists()
        steps = list(signal.steps.visible_to(cast["coordinator"]))
    assert [(step.kind, step.by_id) for step in steps] == [("REGISTERED", None)]


def test_a_file_that_is_no_photo_waits_in_the_draft_and_comes_with_the_signal(melder):
    note = SimpleUploadedFile("notitie.txt", b"Kenteken van de bus genoteerd.")
    form = filled(narrative="") | {"photos": [note]}
    page = melder.post(NEW, form).content.decode()
    assert "notitie.txt" in page and "/klein/" not in page
    assert melder.post(NEW, filled(token=form["token"])).status_code == 302
    (document,) = photos_of(reports()[0].signal)
    assert (document.media_type, document.kind) == ("text/plain", "OTHER")
