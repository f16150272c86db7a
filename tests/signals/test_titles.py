"""Titles stand in lists and mails: no names, addresses or numbers."""

from __future__ import annotations

import pytest

from signals.titles import LONGEST, propose_title, title_warning


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Afgeplakte ramen en hennepgeur bij Haven Noordzijde 71 H. Al weken.",
            "Afgeplakte ramen en hennepgeur",
        ),
        ("Vaten zonder etiket (12x 200 l) achter Turfkade nr. 209 te Almelo.", "Vaten zonder etiket"),
        (
            "Zorgaanbieder Thuisbest Twente B.V. declareert begeleiding",
            "Zorgaanbieder declareert begeleiding",
        ),
        ("Jan de Boer heeft een kwekerij op zolder.", "Heeft een kwekerij op zolder"),
        ("Om 11.00 uur staan er geen klanten, geen pinautomaat.", "Staan er geen klanten, geen pinautomaat"),
        ("De heer Jansen rijdt rond met kenteken NX-807-L", "Rijdt rond met kenteken"),
        ("", ""),
    ],
)
def test_the_first_neutral_words_are_proposed(text, title):
    assert propose_title(text) == title
    assert title_warning(propose_title(text)) == ""


def test_a_proposal_has_an_end():
    assert len(propose_title("heel lang verhaal " * 40)) <= LONGEST


@pytest.mark.parametrize(
    "title",
    [
        "Kwekerij van Jan de Boer",
        "Pand van J. de Wit",
        "Klacht over mw. Smit",
        "Auto NX-807-L",
        "Bel 06-12345678",
    ],
)
def test_names_plates_and_phones_are_warned_about(title):
    assert title_warning(title) != ""


@pytest.mark.parametrize("title", ["Hennepgeur in de steeg", "Loods aan de rand van het bedrijventerrein"])
def test_neutral_titles_pass(title):
    assert title_warning(title) == ""
