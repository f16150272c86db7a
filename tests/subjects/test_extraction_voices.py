"""What the finder makes of texts in very different voices, and of garbage."""

import pytest

from subjects.extraction import words
from subjects.extraction.extract import extract
from subjects.extraction.spans import ADDRESS, AMOUNT, DATE_OF_BIRTH, KINDS, ORGANISATION, PERSON, PLATE
from tests.subjects.narratives import score


@pytest.mark.parametrize(
    ("part", "recall"),
    [("voices_a", 0.94), ("voices_b", 0.91), ("voices_c", 0.95), ("voices_d", 0.95), ("voices_e", 0.95)],
)
def test_in_strange_voices_too_marks_are_right_and_few_are_missed(part: str, recall: float) -> None:
    tally = score([part])
    assert tally.precision() >= 0.95, tally.wrong
    assert tally.recall() >= recall, tally.missed


def test_of_no_kind_many_marks_are_wrong() -> None:
    tally = score([f"voices_{letter}" for letter in "abcde"])
    assert {kind: tally.precision(kind) for kind in KINDS if tally.precision(kind) < 0.93} == {}


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Hij woont in de Jan Tinbergenstraat.", PERSON, []),
        ("Een man in de Henriëtte Roland Holstlaan.", PERSON, []),
        ("Er was een oom in Yerevan.", PERSON, []),
        ("Bij de Zwarte Dijk is gestort.", PERSON, []),
        ("Ontvangen via het Juridisch Loket.", PERSON, []),
        ("Gesproken met wijkcoach Denise.", PERSON, ["Denise"]),
        ("Jongerenwerker Youssef belde.", PERSON, ["Youssef"]),
        ("Hij heet Faruk Öz (alias Frank) en woont hier.", PERSON, ["Faruk Öz", "Frank"]),
        ("de baas heet appie. hij is er nooit", PERSON, ["appie"]),
        ("Eigenaar: Nabil Haddou (04-12-1968)\nBevinding: leeg", PERSON, ["Nabil Haddou"]),
        ('Een groep rond Delano "Dollar" Wijntuin.', PERSON, ['Delano "Dollar" Wijntuin']),
        ("Opgewacht door Laszlo Nemeth en Imre.", PERSON, ["Laszlo Nemeth", "Imre"]),
        ("Verbalisant T. Assen was daar.", PERSON, ["T. Assen"]),
        ("Er is een schuld bij De Gouden Lepel in de stad.", ORGANISATION, ["De Gouden Lepel"]),
        ("De heer De Posthumus kwam.", ORGANISATION, []),
        ("Facturen van Nowak Uslugi sp. z o.o. uit Polen.", ORGANISATION, ["Nowak Uslugi sp. z o.o."]),
        ("De wagen is van J. Pluimers en Zonen.", ORGANISATION, ["J. Pluimers en Zonen"]),
        ("Gezien in Café Bar Nelson.", ORGANISATION, ["Café Bar Nelson"]),
        ("bij garage het hoekje op de weg", ORGANISATION, ["garage het hoekje"]),
        ("Avondwinkel Non Stop en Shoarma Cairo.", ORGANISATION, ["Avondwinkel Non Stop", "Shoarma Cairo"]),
        ("In de kelder van café De Buren is gegokt.", ORGANISATION, ["De Buren"]),
        ("Geplaatst kapitaal EUR 100,00", PLATE, []),
        ("Geplaatst kapitaal EUR 100,00", AMOUNT, ["EUR 100,00"]),
        ("De koopsom was f 210.000 toen.", AMOUNT, ["f 210.000"]),
        ("Het ging over anderhalve ton contant.", AMOUNT, ["anderhalve ton"]),
        ("Er lag anderhalve ton schroot.", AMOUNT, []),
        ("Geboren: 19680503", DATE_OF_BIRTH, ["19680503"]),
        ("Adres Gildehauser Straße 112, 48599 Gronau.", ADDRESS, ["Gildehauser Straße 112, 48599 Gronau"]),
        ("Hij huurt Ambachtsstraat 11 unit 4 nu.", ADDRESS, ["Ambachtsstraat 11 unit 4"]),
    ],
)
def test_a_habit_of_writing_is_known(text: str, kind: str, wanted: list[str]) -> None:
    assert [mark.text for mark in extract(text) if mark.kind == kind] == wanted


def test_the_names_of_the_package_are_read_as_data_and_hold_no_words_of_the_trade() -> None:
    packaged = words._packaged_surnames() | words._packaged_given_names()
    assert len(packaged) > 5000
    assert not packaged & (words.words("roles") | words.words("towns") | words.words("not_names"))


@pytest.mark.parametrize(
    "piece",
    ["Bakker en ", "Stichting in ", "garage het ", "Café Bar ", 'Jan "B" ', "in Aa ", "Van De ", "Aa & "],
)
def test_a_long_text_of_the_same_words_is_read_to_its_end(piece: str) -> None:
    assert extract((piece * 3000)[:30_000] + "\n\nBSN 999990019")[-1].value == "999990019"
