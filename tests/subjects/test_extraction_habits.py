"""Habits of writing that a text of anybody may have: each was missed once."""

import pytest

from subjects.extraction.extract import extract
from subjects.extraction.spans import ADDRESS, AMOUNT, ORGANISATION, PERSON, PHONE, PLATE, POSTCODE


def marks(text: str, kind: str) -> list[str]:
    return [mark.text for mark in extract(text) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hij heet eigenlijk Khaled al-Hamwi.", ["Khaled al-Hamwi"]),
        ("Casus Rayan al-Masri / Nour al-Masri.", ["Rayan al-Masri", "Nour al-Masri"]),
        ("De man, bijgenaamd Krullie, woont daar.", ["Krullie"]),
        ("Iemand die ze op straat Smokkie noemen, kwam.", ["Smokkie"]),
        ("Hij is beter bekend als Krullie.", ["Krullie"]),
        ("Je geeft het aan Abu Karam en die belt.", ["Abu Karam"]),
        ("Subject 1: Brokhuizen, Michel van | geb. 1990", ["Brokhuizen, Michel van"]),
        ("Mevr. G.H. Lubbers e/v Ter Braak kwam.", ["G.H. Lubbers e/v Ter Braak"]),
        ("Het is verhuurd aan O'Neill.", ["O'Neill"]),
        ("Deze maand waren Kees en Mo er. Mo zegt van niet.", ["Kees", "Mo", "Mo"]),
        ("Hij vroeg naar Roos. Roos werkt er niet.", ["Roos", "Roos"]),
        (
            "Jan Bakker was er. Bakker kwam op 11 mei en ik zag dat Bakker betaalde.",
            ["Jan Bakker", "Bakker", "Bakker"],
        ),
        ("De bakker zelf zag een roos.", []),
        ("Hij reed in een Seat Leon en een Golf.", []),
        ("MELDER ZEGT DAT K. DE VRIES VANUIT DE WONING DEALT.", ["K. DE VRIES"]),
    ],
)
def test_a_person_is_found(text: str, wanted: list[str]) -> None:
    assert marks(text, PERSON) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "value"),
    [
        ("Boven snackbar 't Hoekje, links.", ["'t Hoekje"], "snackbar 't Hoekje"),
        ("In shishalounge Babylon is het druk.", ["Babylon"], "shishalounge Babylon"),
        ("Het is van Snackbar De Hoek.", ["Snackbar De Hoek"], "Snackbar De Hoek"),
        (
            "Zij werkt voor Schoonmaakbedrijf Glans & Zo.",
            ["Schoonmaakbedrijf Glans & Zo"],
            "Schoonmaakbedrijf Glans & Zo",
        ),
        ("In 2019 failliet gegaan (Ten Cate Cars).", ["Ten Cate Cars"], "Ten Cate Cars"),
        ("Het is van Jan de Wit Makelaardij.", ["Jan de Wit Makelaardij"], "Jan de Wit Makelaardij"),
        ("Zij knipt onder de naam Lashes by Sam, zegt zij.", ["Lashes by Sam"], "Lashes by Sam"),
        ("Hij heeft een opslag bij Boxx Storage, box 217.", ["Boxx Storage"], "Boxx Storage"),
    ],
)
def test_a_company_is_marked_by_its_name_and_sought_with_its_kind(
    text: str, wanted: list[str], value: str
) -> None:
    found = [mark for mark in extract(text) if mark.kind == ORGANISATION]
    assert [mark.text for mark in found] == wanted
    assert found[0].value == value


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("De schade wordt geschat op drie ton.", AMOUNT, ["drie ton"]),
        ("Een auto van drie ton.", AMOUNT, ["drie ton"]),
        ("Hij zou 15k krijgen per vracht.", AMOUNT, ["15k"]),
        ("Er ligt voor de prijs van drie ton aan chemicaliën.", AMOUNT, []),
        ("Er lag ongeveer drie ton drugsafval; de kosten zijn hoog.", AMOUNT, []),
        ("Er lag drie ton aan contanten, gestort geld.", AMOUNT, ["drie ton"]),
        ("Het kanaal heeft 10k volgers en kost geld.", AMOUNT, []),
        ("Dossier 06-48211930 ligt stil.", PHONE, []),
        ("Weegbon 0546123456 klopt niet.", PHONE, []),
        ("Het klantnummer: 0612345678.", PHONE, []),
        ("Melding: 06-48211930 belde.", PHONE, ["06-48211930"]),
        ("IBAN NL12 RABO 0123 4567 89 klopt niet.", PHONE, []),
        ("Busje CB 7719 MA stond dwars.", PLATE, ["CB 7719 MA"]),
        ("Busje CB 7719 MA stond dwars.", POSTCODE, []),
        ("Op Zandweg 2, 7695 TE Bruchterveld, stond het.", ADDRESS, ["Zandweg 2, 7695 TE Bruchterveld"]),
        ("Op Zandweg 2, 7695 TE Hij woont daar.", ADDRESS, ["Zandweg 2, 7695 TE"]),
    ],
)
def test_a_number_is_what_the_words_around_it_say(text: str, kind: str, wanted: list[str]) -> None:
    assert marks(text, kind) == wanted
