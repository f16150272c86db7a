"""What the finder makes of texts that were labelled before it was tried on them, and of sentences filled by the hundred."""

import pytest

from bench.extraction_fresh import texts
from subjects.extraction.extract import extract
from subjects.extraction.spans import ADDRESS, AMOUNT, ORGANISATION, PERSON, PLATE
from tests.subjects.narratives import Tally, count, score, unmark


@pytest.mark.parametrize(
    ("part", "recall"),
    [
        ("desk", 0.97),
        ("round", 0.95),
        ("evening", 0.97),
        ("closing", 0.95),
        ("rough", 0.88),
        ("corner", 0.9),
        ("look_a", 0.95),
        ("look_b", 0.95),
        ("look_c", 0.95),
        ("look_d", 0.95),
        ("look_e", 0.95),
        ("look_f", 0.95),
    ],
)
def test_in_fresh_texts_marks_are_right_and_few_are_missed(part: str, recall: float) -> None:
    tally = score([part])
    assert tally.precision() >= 0.93, tally.wrong
    assert tally.recall() >= recall, tally.missed


def test_of_people_companies_and_streets_that_no_list_holds_nearly_all_are_found() -> None:
    tally = Tally()
    for written in texts(seed=7, number=150):
        text, marks = unmark(written)
        count(tally, text, marks, strict=False)
    assert tally.precision() >= 0.97, tally.wrong
    assert tally.recall() >= 0.96, tally.missed


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Loods Bronkstraat 35 12, 7461 RG Rijssen.", ADDRESS, ["Bronkstraat 35 12, 7461 RG Rijssen"]),
        ("In de Hoge Belt 83, 7681 JZ Vroomshoop.", ADDRESS, ["Hoge Belt 83, 7681 JZ Vroomshoop"]),
        ("Bij Alde Gats 9 a, 7642 Wierden stond hij.", ADDRESS, ["Alde Gats 9 a, 7642 Wierden"]),
        ("Hij zit aan de van Heemskerckstraat 44 II.", ADDRESS, ["van Heemskerckstraat 44 II"]),
        ("Huurder I. Kovács van Eskerplein 51 klaagt.", ADDRESS, ["Eskerplein 51"]),
        ("De woning aan het Kanaal Noord 99 is leeg.", ADDRESS, ["Kanaal Noord 99"]),
        ("Zaken met Massagesalon van der Hoeven b.v. gaan voor.", ORGANISATION, ["Massagesalon van der Hoeven b.v."]),
        ("De spullen zijn van Bouna Belwinkel. Volgens hem wel.", ORGANISATION, ["Bouna Belwinkel"]),
        ("Het geld ging naar Opslag Super N.V.. Daarna niets.", ORGANISATION, ["Opslag Super N.V."]),
        ("Hij exploiteert Kusters & Ananias.", ORGANISATION, ["Kusters & Ananias"]),
        ("Ook Beta Handel B.V. en Gamma Export BV.", ORGANISATION, ["Beta Handel B.V.", "Gamma Export BV"]),
        ("Zij heeft twee zaken: De Kroeg en Bella Moda. Meer niet.", ORGANISATION, ["De Kroeg", "Bella Moda"]),
        ("Hij is eigenaar van Ten Dam Asbestsanering.", ORGANISATION, ["Ten Dam Asbestsanering"]),
        ("Hij is vennoot in Rozendaal Detailing.", ORGANISATION, ["Rozendaal Detailing"]),
        ("Er zijn meisjes die werken van 14 tot 16 uur.", ORGANISATION, []),
        ("Ik sprak met Wilhelmus de Groot. Die wist niets.", PERSON, ["Wilhelmus de Groot"]),
        ("Het pand is van Kate van Tilburg uit Delden.", PERSON, ["Kate van Tilburg"]),
        ("Hij belde met Cornelis Joost Matthijs Robertus de Jager.", PERSON, ["Cornelis Joost Matthijs Robertus de Jager"]),
        ("Dat zei Soad El Baraka ook.", PERSON, ["Soad El Baraka"]),
        ("Annerie Markwat verklaarde van niets te weten.", PERSON, ["Annerie Markwat"]),
        ("Bestuurder Augustus Rosales reed door.", PERSON, ["Augustus Rosales"]),
        ("Verzonden: Mon, 14 Sep 2026 08:12", PERSON, []),
        ("Ergens aan de Willem de Clercqstraat.", PERSON, []),
        ("In flat De Klomp is het onrustig.", PERSON, []),
        ("Zij lopen naar de Albert Heijn.", PERSON, []),
        ("Een zwarte bestelbus, xvp44s, bij de deur.", PLATE, ["xvp44s"]),
        ("Een schilderij voor USD 45,000 contant.", AMOUNT, ["USD 45,000"]),
        ("Hij deed het voor 5k en vroeg eerst 5 mille.", AMOUNT, ["5k", "5 mille"]),
    ],
)  # fmt: skip
def test_a_habit_that_was_missed_once_is_known(text: str, kind: str, wanted: list[str]) -> None:
    assert [mark.text for mark in extract(text) if mark.kind == kind] == wanted
