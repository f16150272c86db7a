"""A page that can't be shown says so in plain Dutch, and never more than the reader may know."""

from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from vik import errors


def test_a_missing_page_and_a_hidden_record_read_the_same(analyst, as_user):
    visitor = as_user(analyst)
    nothing = visitor.get("/bestaat-niet/")
    hidden = visitor.get("/signalen/S-1999-00001/")
    assert (nothing.status_code, hidden.status_code) == (404, 404)
    told = [answer.content.decode().split("<main")[1].split("</main>")[0] for answer in (nothing, hidden)]
    assert told[0] == told[1]


def test_a_refusal_gives_the_reason_of_the_policy():
    request = RequestFactory().get("/refused")
    answer = errors.forbidden(request, PermissionDenied("Alleen de coördinator mag dit."))
    assert answer.status_code == 403
    assert "Alleen de coördinator mag dit." in answer.content.decode()


def test_a_reason_is_shown_as_text_and_not_as_markup():
    answer = errors.forbidden(RequestFactory().get("/"), PermissionDenied("<script>alert(1)</script>"))
    assert "<script>alert(1)" not in answer.content.decode()


def test_our_own_mistake_shows_no_detail():
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "secret detail" not in answer.content.decode()


def test_an_error_page_that_breaks_still_answers(monkeypatch):
    def fail(*_):
        raise RuntimeError("no templates")

    monkeypatch.setattr(errors, "render_to_string", fail)
    answer = errors.server_error(RequestFactory().get("/"))
    assert (answer.status_code, answer.content.decode()) == (500, errors.LAST_RESORT)


def test_a_form_that_stood_open_too_long_is_explained(db):
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "verlopen" in answer.content.decode().lower()


def test_an_address_of_a_button_followed_as_a_link_answers_with_a_page(coordinator, as_user):
    answer = as_user(coordinator).get("/signalen/nieuw/concept/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")
    assert "Dit adres hoort bij een knop" in answer.content.decode()


def test_a_form_beyond_what_is_taken_says_that_it_was_too_much(analyst, as_user, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = as_user(analyst).post("/zoeken/", {"q": "x" * 2000, "doel": "analyse"})
    assert answer.status_code == 400
    assert "meer tekst dan VIK" in answer.content.decode()


def test_a_text_of_six_megabytes_comes_back_with_a_sentence_at_its_field(coordinator, as_user):
    text = "Jansen\n" * 900_000
    answer = as_user(coordinator).post("/zoeken/lijst/", {"lijst": text, "doel": "analyse"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Jansen") >= 900_000
